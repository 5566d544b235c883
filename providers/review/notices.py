"""Mails about decisions. What is owed is a row in the decision's transaction; sending it is a task's, after commit."""

from email.utils import make_msgid
from typing import Final

import structlog
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from providers.listings.models import Membership, Organisation
from providers.listings.permissions import Listing, organisation_id_of
from providers.review.models import ReviewNotice, ReviewTaskState
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council

log = structlog.get_logger(__name__)

SEND_TASK: Final = "providers.review.tasks.send_review_notice"
SWEEP_SIZE: Final = 500
SUBJECTS: Final = {
    ReviewTaskState.Decision.APPROVED: "Approved: {name}",
    ReviewTaskState.Decision.CHANGES_ASKED: "Please change: {name}",
    ReviewTaskState.Decision.REJECTED: "Not accepted: {name}",
}


def owe_notice(*, submission: ReviewTaskState, listing: Listing) -> None:
    """Note that its sender must hear of a decision (the organisation's owners when that person has left).

    The hand-over to the task comes after the commit, and may fail: the sweep finds what wasn't sent.
    """
    for person in _recipients(submission, listing):
        notice = ReviewNotice.objects.create(submission=submission, recipient=person)
        transaction.on_commit(lambda key=notice.pk: _hand_over(key), robust=True)  # type: ignore[misc]


@transaction.atomic
def send_notice(*, notice_id: int) -> bool:
    """Send one owed mail; False when it has gone already, is being sent by another, or isn't owed any more.

    The row stays locked while it is sent, so a task that runs twice sends once.
    """
    notice = (
        ReviewNotice.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("submission__workflow_state", "submission__revision", "recipient")
        .filter(pk=notice_id, sent_at=None)
        .first()
    )
    if notice is None:
        return False
    if notice.recipient.is_active:
        _mail(notice).send()
    notice.sent_at = timezone.now()
    notice.save(update_fields=["sent_at"])
    return True


def send_unsent_notices() -> int:
    """Send what is still owed, oldest first; one that fails stops no other and is tried again. Gives how many went."""
    sent = 0
    owed = ReviewNotice.objects.filter(sent_at=None).order_by("created_at")
    for notice_id in owed.values_list("pk", flat=True)[:SWEEP_SIZE]:
        try:
            sent += send_notice(notice_id=notice_id)
        except Exception:
            log.exception("notice_failed", notice=notice_id)
    return sent


def _hand_over(notice_id: int) -> None:
    try:
        current_app.send_task(SEND_TASK, args=[notice_id], retry=False)
    except Exception:
        log.warning("notice_left_to_the_sweep", notice=notice_id, exc_info=True)


def _recipients(submission: ReviewTaskState, listing: Listing) -> list[User]:
    sender = submission.submitted_by
    if sender is not None and sender.is_active:
        return [sender]
    owners = Membership.objects.filter(
        organisation_id=organisation_id_of(listing), role=Membership.Role.OWNER, user__is_active=True
    )
    return [membership.user for membership in owners.select_related("user")]


def _mail(notice: ReviewNotice) -> EmailMessage:
    submission = notice.submission
    listing = submission.workflow_state.content_object
    council = current_council()
    kind = "organisation" if isinstance(listing, Organisation) else "service"
    words = {
        "recipient": notice.recipient,
        "name": submission.revision.object_str,
        "kind": kind,
        "reason": submission.comment,
        "portal_url": absolute_url(reverse(f"portal:{kind}", kwargs={"uuid": listing.uuid})),
        "public_url": absolute_url(listing.get_absolute_url()) if kind == "service" else "",
        "council": council,
    }
    name = " ".join(submission.revision.object_str.split())
    return EmailMessage(
        subject=SUBJECTS[ReviewTaskState.Decision(submission.decision)].format(name=name)[:200],
        body=render_to_string(f"review/mail/{submission.decision}.txt", words),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[notice.recipient.email],
        reply_to=[council.email] if council.email else None,
        headers={"Message-ID": make_msgid(f"notice-{council.slug}-{notice.pk}", domain=council.domain)},
    )
