"""What a provider should do next with a service."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from providers.listings.models import Service
from providers.review.states import ListingStatus


@dataclass(frozen=True, slots=True)
class NextStep:
    """Some words, and where to do it; no address when there is nothing to do."""

    words: str
    address: str = ""


def is_due(service: Service, today: date) -> bool:
    """Whether its people should check that a service is still correct: not of one that families can't find anyway."""
    due = service.state.review_due
    return service.state.shown and bool(service.state.stale or (due is not None and due <= today))


def next_step(
    service: Service, status: ListingStatus, can_edit: bool, today: date, *, changed: bool = False
) -> NextStep:
    """The most useful thing to do with a service now. `changed` says that what the council asked for is changed."""
    if status.in_review:
        return NextStep("Nothing: the council is checking it")
    if not can_edit:
        return NextStep("Nothing: you can only look at it")
    if service.state.archived or service.state.paused:
        return NextStep("Show it to families again", reverse("portal:shown", args=[service.uuid]))
    home = reverse("portal:service", args=[service.uuid])
    if status in (ListingStatus.CHANGES_ASKED, ListingStatus.LIVE_CHANGES_ASKED):
        return NextStep("Send it again" if changed else "Change what the council asked for", home)
    if status in (ListingStatus.REJECTED, ListingStatus.LIVE_REJECTED):
        return NextStep("Read why it was not accepted", home)
    if status == ListingStatus.DRAFT:
        return NextStep("Fill it in and send it", home)
    if status == ListingStatus.LIVE_DRAFT:
        return NextStep("Send your changes", home)
    if is_due(service, today):
        return NextStep("Check that it is still correct", reverse("portal:still-correct", args=[service.uuid]))
    return NextStep("Nothing for now")
