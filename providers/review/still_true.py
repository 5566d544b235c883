"""Whether a mail about a decision is still true when it leaves, minutes or days after it was owed."""

from collections.abc import Mapping
from typing import Any, Final

from providers.listings.models import Organisation, StateNote
from providers.listings.permissions import Listing, organisation_id_of
from providers.listings.selectors import families_see, writes_for
from providers.review.mails import APPROVED, CHANGES_ASKED, EDITED, REJECTED, WORDS_APPROVED, WORDS_TAKEN_DOWN
from providers.review.models import ReviewTaskState
from providers.review.selectors import history_of, submissions_with_listings
from tenants.mail.templates import About, register_template

Decision = ReviewTaskState.Decision
SINCE: Final[Mapping[str, str]] = {
    "": "The listing was sent again since.",
    Decision.APPROVED: "The listing was sent again and approved since.",
    Decision.PASSED_ON: "The listing was sent again since.",
    Decision.CHANGES_ASKED: "The listing was sent again since, and changes were asked for again.",
    Decision.REJECTED: "The listing was sent again since, and was not accepted.",
    Decision.WITHDRAWN: "The listing was sent again and taken back since.",
}
"""By what became of the submission that came after."""


def register_mails() -> None:
    """Make the mails about decisions known."""
    for template in (APPROVED, EDITED, CHANGES_ASKED, REJECTED):
        register_template(template, why_untrue)
    for template in (WORDS_APPROVED, WORDS_TAKEN_DOWN):
        register_template(template, why_words_untrue)


def why_untrue(about: About) -> str:
    """Why what a mail says of a decision is no longer so; empty while it is."""
    found = submissions_with_listings([about["submission"]])
    if not found:
        return "The listing was deleted since."
    ((submission, listing),) = found
    if submission.decision != about["decision"]:
        return "The decision was taken back since."
    if not writes_for(person=about["person"], organisation=organisation_id_of(listing)):
        return "The person no longer writes for its organisation."
    if submission.decision == Decision.APPROVED:
        return _why_not_seen(listing, shown=about["shown"])
    return _why_not_open(submission, listing)


def why_words_untrue(about: About) -> str:
    """The same of a mail about words that were said without review."""
    same = StateNote.objects.filter(pk=about["note"], standing=about["standing"]).exists()
    return "" if same else "The words were changed or decided on again since."


def _why_not_seen(listing: Listing, *, shown: bool) -> str:
    now = families_see(listing)
    if now == shown:
        return ""
    return "Families can see the listing again since." if now else "The listing was hidden from families since."


def _why_not_open(submission: ReviewTaskState, listing: Any) -> str:
    """What was asked for, or not accepted, waits for the listing's people until they or the council go on from it."""
    newest = history_of(listing)[0]
    if newest.pk != submission.pk:
        return SINCE[newest.decision]
    if listing.live and listing.last_published_at > submission.finished_at:
        return "A version has gone live since."
    if not isinstance(listing, Organisation) and listing.state.archived:
        return "The listing was put away since."
    return ""
