"""Why a person can't decide on submissions, and why nobody can approve them as they are."""

from collections.abc import Sequence
from typing import Final

from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.review.models import ReviewTaskState
from providers.review.permissions import reviews_step
from providers.review.selectors import submissions_of_organisations
from providers.review.services.decisions import NOT_NEWEST, ORGANISATION_FIRST, parts_in
from tenants.accounts.models import User

OTHER_STEP: Final = "An officer has approved this. The second reviewer decides on it now."
ORGANISATION_NOT_SENT: Final = "Its organisation isn't approved yet, and nobody has sent it to you. Ask for that first."
Pairs = Sequence[tuple[ReviewTaskState, Listing]]


def barred(user: User, pairs: Pairs) -> dict[int, str]:
    """Why this person can't decide at all on submissions with their listings, by key; not those that they can."""
    steps = {second for second in (False, True) if not reviews_step(user, second=second)}
    other = (submission.pk for submission, _ in pairs if submission.second_step in steps)
    return {**parts_in(user, pairs), **dict.fromkeys(other, OTHER_STEP)}


def unready(pairs: Pairs) -> dict[int, tuple[str, ReviewTaskState | None]]:
    """Why nobody can approve submissions with their listings, by key, with the organisation's own submission where that
    is decided on first; not those that can be approved."""
    waiting = {
        submission.pk: listing.organisation_id
        for submission, listing in pairs
        if isinstance(listing, Service) and not listing.organisation.live
    }
    sent = submissions_of_organisations(waiting.values())
    found: dict[int, tuple[str, ReviewTaskState | None]] = {}
    for submission, listing in pairs:
        if submission.revision_id != listing.latest_revision_id:
            found[submission.pk] = NOT_NEWEST, None
        elif submission.pk in waiting:
            first = sent.get(waiting[submission.pk])
            found[submission.pk] = ORGANISATION_FIRST if first else ORGANISATION_NOT_SENT, first
    return found
