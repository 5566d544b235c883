"""How the portal shows where a listing stands."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from django import forms, template

from providers.listings.permissions import Listing
from providers.portal.pages import FormPage
from providers.portal.selectors import undoable_until
from providers.review.field_requests import AskedChange, Requests, requests_of
from providers.review.models import ReviewTaskState
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
def may_be_sent_changed(status: ListingStatus) -> bool:
    """Whether the provider may hand it to the council once a change of it is saved."""
    saved = TRANSITIONS["save_draft"].moves.get(status)
    return saved is not None and can_be_sent(saved)


@register.filter
def heading(reason: Reason | None) -> str:
    """What stands above an officer's reason."""
    if reason is not None and reason.decision == ReviewTaskState.Decision.REJECTED:
        return "Why the council did not accept this"
    return "What the council asked you to change"


@register.simple_tag
def council_requests(listing: Listing) -> Requests:
    """What the council asks to change, while it waits for that."""
    return requests_of([listing])[listing.pk]


@register.simple_tag
def open_until(listing: Listing) -> datetime | None:
    """Until when the council may take its decision back; None when it can't."""
    return undoable_until(listing)


@register.filter
def stands(status: ListingStatus, asked: Requests) -> str:
    """Where a listing stands, in words: what was asked for may be changed already."""
    if status is ListingStatus.CHANGES_ASKED and asked.answered:
        return "Changed, not sent yet"
    if status is ListingStatus.LIVE_CHANGES_ASKED and asked.answered:
        return "Live, changed, not sent yet"
    return status.provider_label


@register.filter
def in_full(reason: Reason | None, asked: Requests) -> str:
    """An officer's reason with what is still asked for field by field; empty when there is neither."""
    said = [reason.text] if reason is not None and reason.text else []
    return "\n\n".join([*said, *(str(each) for each in asked.fields.values() if not each.answered)])


@register.filter
def on_page(asked: Requests, page: FormPage) -> list[AskedChange]:
    """What is asked for that this page of the form answers."""
    return [each for each in asked.fields.values() if page.asks(each.field)]


@register.filter
def of_field(asked: Requests, field: str) -> list[AskedChange]:
    """What is asked for in one field that has a page of its own."""
    return [each for each in asked.fields.values() if each.field == field]


@register.filter
def still_asked(requests: Iterable[AskedChange]) -> list[AskedChange]:
    """Those that nothing was changed for yet."""
    return [each for each in requests if not each.answered]


@register.filter
def in_field(requests: Iterable[AskedChange], field: str) -> str:
    """Why the council asks to change one question of the page; empty when it doesn't, or it was changed."""
    found = (each.reason for each in requests if each.field in (field, f"answers.{field}") and not each.answered)
    return next(found, "")


@register.filter
def beside(requests: Iterable[AskedChange], form: forms.BaseForm) -> list[AskedChange]:
    """Those with no question of their own in the form, and not changed yet: they are said above it."""
    return [each for each in requests if each.field.removeprefix("answers.") not in form.fields and not each.answered]
