"""How long families wait, said without review: of a service as a whole and of each of its places, with the day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.listings.models import ListingState, PlaceWaitingTime, Service
from providers.listings.permissions import require_editor
from providers.listings.services.search_rows import refresh_search_row
from tenants.accounts.models import User

OLD_AFTER: Final = timedelta(days=183)
"""Families are told that a waiting time may have changed when it was said longer ago."""
LONGEST: Final = 300


def is_old(checked: date | None, *, today: date) -> bool:
    """Whether families should ask again: said half a year ago or longer, or nobody knows when."""
    return checked is None or today - checked >= OLD_AFTER


@transaction.atomic
def set_waiting_times(
    *, user: User | None, service: Service, whole: str | None, places: Mapping[UUID, str]
) -> ListingState:
    """Say how long families wait today, of the service as a whole and of its places; empty words take one away.

    A `whole` that is None stays as it was said. Places that aren't the live service's are left out. Raises NotAllowed.
    """
    require_editor(user, service)
    state = ListingState.objects.select_for_update(of=("self",)).get(service_id=service.pk)
    before, today = _told(state), timezone.localdate()
    if whole is not None:
        state.waiting_time = whole.strip()[:LONGEST]
        state.waiting_time_checked = today if state.waiting_time else None
        state.save(update_fields=["waiting_time", "waiting_time_checked"])
    own = set(service.service_at_locations.values_list("uuid", flat=True))
    for place, words in places.items():
        if place in own:
            _set(state, place, words.strip()[:LONGEST], today)
    log(
        instance=service,
        action="listing.place_waiting_time",
        user=user,
        data={"before": before, "after": _told(state)},
    )
    refresh_search_row(service_id=service.pk)
    service.state = state
    return state


@transaction.atomic
def set_place_waiting_time(*, service: Service, place: UUID, words: str, checked: date) -> None:
    """Say how long families wait at one place, as somebody said it on a day; empty words take it away. For a caller
    that knows who may. A place that isn't the live service's any more is left out."""
    state = ListingState.objects.select_for_update(of=("self",)).get(service_id=service.pk)
    before = _told(state)
    if not words or service.service_at_locations.filter(uuid=place).exists():
        _set(state, place, words, checked)
    data = {"before": before, "after": _told(state)}
    log(instance=service, action="listing.place_waiting_time", user=None, data=data)
    refresh_search_row(service_id=service.pk)


def _set(state: ListingState, place: UUID, words: str, today: date) -> None:
    if words:
        PlaceWaitingTime.objects.update_or_create(
            state=state, place=place, defaults={"waiting_time": words, "checked": today}
        )
    else:
        PlaceWaitingTime.objects.filter(state=state, place=place).delete()


def _told(state: ListingState) -> dict[str, Any]:
    places = PlaceWaitingTime.objects.filter(state=state).values_list("place", "waiting_time")
    return {"whole": state.waiting_time, **{str(place): words for place, words in places}}
