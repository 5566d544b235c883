"""How the portal shows where a listing stands."""

from collections.abc import Mapping
from typing import Final

from django import template

from providers.review.models import ReviewTaskState
from providers.review.selectors import Reason
from providers.review.states import TRANSITIONS, ListingStatus

register = template.Library()

COLOURS: Final[Mapping[ListingStatus, str]] = {
    ListingStatus.DRAFT: "grey",
    ListingStatus.SUBMITTED: "blue",
    ListingStatus.CHANGES_ASKED: "orange",
    ListingStatus.REJECTED: "red",
    ListingStatus.LIVE: "green",
    ListingStatus.LIVE_DRAFT: "yellow",
    ListingStatus.LIVE_SUBMITTED: "blue",
    ListingStatus.LIVE_CHANGES_ASKED: "orange",
    ListingStatus.LIVE_REJECTED: "red",
}


@register.filter
def colour(status: ListingStatus) -> str:
    """The tag's colour; the words beside it say the same."""
    return COLOURS[status]


@register.filter
def can_be_sent(status: ListingStatus) -> bool:
    """Whether the provider may hand it to the council now."""
    return status in TRANSITIONS["submit"].moves


@register.filter
def heading(reason: Reason) -> str:
    """What stands above an officer's reason."""
    if reason.decision == ReviewTaskState.Decision.REJECTED:
        return "Why the council did not accept this"
    return "What the council asked you to change"
