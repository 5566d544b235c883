"""What holds of a listing at once, without review: closed for now, how long families wait, hidden, put away."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import ListingState, Service, ServiceRedirect
from providers.listings.permissions import require_editor, user_can_manage_visibility
from providers.listings.services.log_entries import log_each
from providers.listings.services.search_rows import refresh_search_row
from tenants.accounts.models import User


def set_temporarily_closed(*, user: User | None, service: Service, closed: bool, note: str = "") -> ListingState:
    """Say that a service is closed for now, or open again, without review. Raises NotAllowed."""
    require_editor(user, service)
    action = "listing.close" if closed else "listing.reopen"
    return _change_state(service, user, action, temporarily_closed=closed, closed_note=note[:300] if closed else "")


def set_waiting_time(*, user: User | None, service: Service, waiting_time: str, checked: date | None) -> ListingState:
    """Say how long families wait, and on which day that was true, without review. Raises NotAllowed."""
    require_editor(user, service)
    return _change_state(
        service, user, "listing.waiting_time", waiting_time=waiting_time[:300], waiting_time_checked=checked
    )


def save_waiting_times(
    *, user: User | None, services: Sequence[Service], waiting_times: Sequence[str], names: Sequence[str], today: date
) -> None:
    """Save those of many services, in a few statements and the transaction of a caller that has asked who may, and
    refreshes the search rows. A waiting time was true `today`; an empty one takes it away. `names` are for the log."""
    states = [service.state for service in services]
    before = [_waiting_time(state) for state in states]
    for state, waiting_time in zip(states, waiting_times, strict=True):
        state.waiting_time, state.waiting_time_checked = waiting_time, today if waiting_time else None
    ListingState.objects.bulk_update(states, ["waiting_time", "waiting_time_checked"])
    data = [{"before": was, "after": _waiting_time(state)} for was, state in zip(before, states, strict=True)]
    log_each(services, "listing.waiting_time", user, labels=names, data=data)


def _waiting_time(state: ListingState) -> dict[str, str]:
    return _words({"waiting_time": state.waiting_time, "waiting_time_checked": state.waiting_time_checked})


def set_paused(*, user: User | None, service: Service, paused: bool) -> ListingState:
    """Hide a listing from families for a while, or show it again. Raises NotAllowed."""
    _require_keeper(user, service)
    return _change_state(service, user, "listing.pause" if paused else "listing.resume", paused=paused)


def set_archived(*, user: User | None, service: Service, archived: bool) -> ListingState:
    """Put a listing away for good, or take it back out.

    Raises NotAllowed, WrongState while it waits for review, or for one that was merged: its address leads to another.
    """
    _require_keeper(user, service)
    if not archived and ServiceRedirect.objects.filter(old=service.uuid).exists():
        raise WrongState("This listing was merged into another. The council takes the two apart first.")
    if archived and service.workflow_in_progress:
        raise WrongState("The council is checking this listing. Take it back first, then put it away.")
    return _change_state(service, user, "listing.archive" if archived else "listing.restore", archived=archived)


def _require_keeper(user: User | None, service: Service) -> None:
    if user is not None and not user_can_manage_visibility(user, service):
        raise NotAllowed("You can't hide or show this listing.")


@transaction.atomic
def _change_state(service: Service, user: User | None, action: str, **values: Any) -> ListingState:
    state = ListingState.objects.select_for_update(of=("self",)).get(service_id=service.pk)
    before = {name: getattr(state, name) for name in values}
    if before != values:
        for name, value in values.items():
            setattr(state, name, value)
        state.save(update_fields=list(values))
        log(instance=service, action=action, user=user, data={"before": _words(before), "after": _words(values)})
        refresh_search_row(service_id=service.pk)
    service.state = state
    return state


def _words(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in values.items()}
