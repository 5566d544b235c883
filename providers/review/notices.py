"""Mails about decisions, owed in the decision's own transaction and sent when it can't be taken back any more."""

from collections.abc import Mapping
from typing import Final

from django.urls import reverse
from django.utils import timezone

from providers.listings.models import Membership, Organisation, StateNote
from providers.listings.permissions import Listing, organisation_id_of
from providers.review.comparison.diff import compare
from providers.review.mails import APPROVED, CHANGES_ASKED, EDITED, REJECTED, WORDS_APPROVED, WORDS_TAKEN_DOWN
from providers.review.models import OfficerEdit, ReviewTaskState
from providers.review.states import UNDO_WINDOW
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.mail.services.outbox import cancel_mail, owe_to_person
from tenants.mail.templates import MailTemplate
from tenants.text.autolinks import unlinked

Decision = ReviewTaskState.Decision
TEMPLATES: Final[Mapping[str, MailTemplate]] = {
    Decision.APPROVED: APPROVED,
    Decision.CHANGES_ASKED: CHANGES_ASKED,
    Decision.REJECTED: REJECTED,
}


def owe_notice(*, submission: ReviewTaskState, listing: Listing) -> None:
    """Owe its sender a mail about a decision; the organisation's owners when that person has left."""
    corrections = corrections_of(submission)
    template = EDITED if corrections and submission.decision == Decision.APPROVED else TEMPLATES[submission.decision]
    shown = _is_shown(listing)
    values = _values(submission, listing, corrections, shown=shown)
    for person in _recipients(submission, listing):
        owe_to_person(
            event=f"{_events(submission)}{submission.decision}:{person.pk}",
            person=person,
            template=template,
            values=values,
            about={"submission": submission.pk, "decision": submission.decision, "shown": shown},
            not_before=submission.finished_at + UNDO_WINDOW,
        )


def cancel_notice(submission: ReviewTaskState) -> None:
    """Take back the mails about a decision that is taken back."""
    cancel_mail(_events(submission))


def corrections_of(submission: ReviewTaskState) -> str:
    """What reviewers corrected in a submission on its way, both steps together, in words; empty for nothing."""
    first = submission.revision
    while edit := OfficerEdit.objects.filter(edited=first).select_related("original").first():
        first = edit.original
    if first == submission.revision:
        return ""
    changes = compare(first.as_object(), submission.revision.as_object())
    return "\n".join(
        f"{change.label}\nBefore: {change.before or 'nothing'}\nNow: {change.after or 'nothing'}"
        for change in changes
        if change.changed
    )


def owe_note_news(note: StateNote) -> None:
    """Owe whoever said words without review a mail about what an officer decided; the owners when they have left."""
    service = note.state.service
    values = {
        "name": service.name,
        "subject": note.get_subject_display(),
        "words": note.words,
        "reason": note.reason,
        "link": absolute_url(reverse("portal:closed", kwargs={"uuid": service.uuid})),
    }
    sender = note.said_by
    owners = Membership.objects.owners().filter(organisation=service.organisation_id)
    for person in [sender] if sender is not None and sender.is_active else owners.people():
        owe_to_person(
            event=f"state-note:{note.pk}:{timezone.now().isoformat()}:{person.pk}",
            person=person,
            template=WORDS_TAKEN_DOWN if note.reason else WORDS_APPROVED,
            values=values,
            about={"note": note.pk, "standing": note.standing},
        )


def _events(submission: ReviewTaskState) -> str:
    return f"review:{submission.pk}:"


def _recipients(submission: ReviewTaskState, listing: Listing) -> list[User]:
    members = Membership.objects.filter(organisation=organisation_id_of(listing))
    sender = members.writers().filter(user=submission.submitted_by_id).people()
    return sender or members.owners().people()


def _values(submission: ReviewTaskState, listing: Listing, corrections: str, *, shown: bool) -> dict[str, str]:
    kind = "organisation" if isinstance(listing, Organisation) else "service"
    has_page = shown and kind == "service"
    return {
        "name": submission.revision.object_str,
        "kind": kind,
        "reason": submission.comment,
        "fields": _asked(submission),
        "corrections": corrections,
        "link": absolute_url(reverse(f"portal:{kind}", kwargs={"uuid": listing.uuid})),
        "public_link": absolute_url(listing.get_absolute_url()) if has_page else "",
        "seen": "Families can see it now." if shown else "It is hidden from families at the moment.",
    }


def _is_shown(listing: Listing) -> bool:
    """Whether nobody hides it: then families see what is live of it."""
    if isinstance(listing, Organisation):
        return not listing.suspended
    return not listing.organisation.suspended and listing.state.shown


def _asked(submission: ReviewTaskState) -> str:
    if submission.decision != Decision.CHANGES_ASKED:
        return ""
    asked = submission.field_requests.order_by("pk")
    return "\n".join(f"{unlinked(each.label)}: {each.reason}" for each in asked)  # a label may hold a place's name
