"""How the portal shows where a listing stands."""

from collections.abc import Iterable, Mapping
from typing import Final

from django import forms, template

from providers.listings.permissions import Listing
from providers.portal.pages import FormPage
from providers.review.field_requests import field_requests_of
from providers.review.models import FieldRequest, ReviewTaskState
from providers.review.selectors import Reason
from providers.review.states import TRANSITIONS, ListingStatus

register = template.Library()

COLOURS: Final[Mapping[ListingStatus, str]] = {
    ListingStatus.DRAFT: "grey",
    ListingStatus.SUBMITTED: "blue",
    ListingStatus.SECOND_REVIEW: "blue",
    ListingStatus.CHANGES_ASKED: "orange",
    ListingStatus.REJECTED: "red",
    ListingStatus.LIVE: "green",
    ListingStatus.LIVE_DRAFT: "yellow",
    ListingStatus.LIVE_SUBMITTED: "blue",
    ListingStatus.LIVE_SECOND_REVIEW: "blue",
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


@register.simple_tag
def council_requests(listing: Listing) -> list[FieldRequest]:
    """What the council asks to change, field by field, while it waits for that."""
    return list(field_requests_of(listing).values())


@register.filter
def in_full(reason: Reason | None, requests: Iterable[FieldRequest]) -> str:
    """An officer's reason with what is asked for field by field; empty when there is neither."""
    said = [reason.text] if reason is not None and reason.text else []
    return "\n\n".join([*said, *map(str, requests)])


@register.filter
def on_page(requests: Iterable[FieldRequest], page: FormPage) -> list[FieldRequest]:
    """Those that this page of the form answers."""
    return [request for request in requests if page.asks(request.field)]


@register.filter
def in_field(requests: Iterable[FieldRequest], field: str) -> str:
    """Why the council asks to change one question of the page; empty when it doesn't."""
    return next((each.reason for each in requests if each.field in (field, f"answers.{field}")), "")


@register.filter
def beside(requests: Iterable[FieldRequest], form: forms.BaseForm) -> list[FieldRequest]:
    """Those with no question of their own in the form: they are said above it."""
    return [each for each in requests if each.field.removeprefix("answers.") not in form.fields]
