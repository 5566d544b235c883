"""Who checked that a listing is still correct, when, and on which day it is to be checked again.

The days are the council's to say: `providers.assurance`, a room above this one, registers its rule here.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.listings.errors import WrongState
from providers.listings.models import ListingState, Service
from providers.listings.permissions import require_editor
from providers.listings.selectors import families_see
from providers.listings.services.search_rows import refresh_search_row
from tenants.accounts.models import User

Rule = Callable[[Service, date], date]
_TOLD: Final = ("last_assured", "review_due", "stale")
_rule: list[Rule] = []


def register_rule(rule: Rule) -> None:
    """Say how the next day is found from a service and the day it was checked; a later rule takes its place."""
    _rule[:] = [rule]


def next_check(service: Service, checked: date) -> date:
    """When a service that was checked on a day is to be checked again."""
    return _rule[0](service, checked)


def confirm_still_correct(*, user: User, service: Service, how: str = "") -> ListingState:
    """Record that its people checked the listing today. `how` is noted for the audit. Raises NotAllowed, and WrongState
    for what families can't see."""
    require_editor(user, service)
    return record_check(service=service, by=user, on=timezone.localdate(), how=how)


@transaction.atomic
def record_check(*, service: Service, by: User | None, on: date, how: str = "") -> ListingState:
    """Record a check by somebody whose right to it the caller knows; an earlier one than is known changes nothing.

    Raises WrongState for what families can't see.
    """
    if not families_see(service):
        raise WrongState("Families can't see it, so there is nothing to check.")
    state = _locked(service)
    known = state.last_assured
    if known is None or on >= known:
        after = {"last_assured": on, "review_due": next_check(service, on), "stale": False}
        _change(service, state, by, "listing.confirm", how, last_assured_by=by, **after)
    service.state = state
    return state


@transaction.atomic
def mark_stale(*, service: Service, due: date) -> bool:
    """Say that nobody checked a listing that was due on a day; False when somebody did, or it was said before."""
    state = _locked(service)
    if state.stale or state.review_due != due:
        return False
    _change(service, state, None, "listing.stale", "", stale=True)
    service.state = state
    return True


def _locked(service: Service) -> ListingState:
    return ListingState.objects.select_for_update(of=("self",)).get(service_id=service.pk)


def _change(service: Service, state: ListingState, user: User | None, action: str, how: str, **values: Any) -> None:
    before = _told(state)
    for name, value in values.items():
        setattr(state, name, value)
    state.save(update_fields=list(values))
    data: dict[str, Any] = {"before": before, "after": _told(state)}
    log(instance=service, action=action, user=user, data={**data, "how": how} if how else data)
    refresh_search_row(service_id=service.pk)


def _told(state: ListingState) -> dict[str, Any]:
    """What the audit keeps, as JSON has it."""
    values = ((name, getattr(state, name)) for name in _TOLD)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values}
