"""Mails about decisions, owed in the decision's own transaction."""

from typing import Final

from django.template.loader import render_to_string
from django.urls import reverse

from providers.listings.models import Membership, Organisation
from providers.listings.permissions import Listing, organisation_id_of
from providers.review.models import ReviewTaskState
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.mail.services import owe_mail

SUBJECTS: Final = {
    ReviewTaskState.Decision.APPROVED: "Approved: {name}",
    ReviewTaskState.Decision.CHANGES_ASKED: "Please change: {name}",
    ReviewTaskState.Decision.REJECTED: "Not accepted: {name}",
}


def owe_notice(*, submission: ReviewTaskState, listing: Listing) -> None:
    """Owe its sender a mail about a decision; the organisation's owners when that person has left."""
    name = submission.revision.object_str
    subject = SUBJECTS[ReviewTaskState.Decision(submission.decision)].format(name=name)
    for person in _recipients(submission, listing):
        owe_mail(
            event=f"review:{submission.pk}:{submission.decision}:{person.pk}",
            to=person.email,
            subject=subject,
            text=render_to_string(f"review/mail/{submission.decision}.txt", _words(submission, listing, person)),
        )


def _recipients(submission: ReviewTaskState, listing: Listing) -> list[User]:
    sender = submission.submitted_by
    if sender is not None and sender.is_active:
        return [sender]
    owners = Membership.objects.filter(
        organisation_id=organisation_id_of(listing), role=Membership.Role.OWNER, user__is_active=True
    )
    return [membership.user for membership in owners.select_related("user")]


def _words(submission: ReviewTaskState, listing: Listing, recipient: User) -> dict[str, object]:
    kind = "organisation" if isinstance(listing, Organisation) else "service"
    return {
        "recipient": recipient,
        "name": submission.revision.object_str,
        "kind": kind,
        "reason": submission.comment,
        "portal_url": absolute_url(reverse(f"portal:{kind}", kwargs={"uuid": listing.uuid})),
        "public_url": absolute_url(listing.get_absolute_url()) if kind == "service" else "",
        "council": current_council(),
    }
