"""What officers do to several listings at once. Each is done on its own, and what can't be done is told by listing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from providers.listings.errors import ListingError
from providers.listings.models import Service
from providers.listings.permissions import require_officer
from providers.listings.services.checks import record_check
from providers.listings.services.search_rows import search_rows_refreshed_once
from providers.listings.services.suspension import suspend
from tenants.accounts.models import User

MOST: Final = 100
"""So many listings at once: the page answers before anybody gives up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one listing: `refused` says why it was left as it is, empty when it was done."""

    service: Service
    refused: str = ""


def confirm_by_phone(*, user: User, services: Iterable[Service]) -> list[Outcome]:
    """Note that somebody told the officer today that these are still correct. Raises NotAllowed for all but
    officers."""
    require_officer(user)
    return each_of(services, lambda service: _confirm(user, service))


def suspend_services(*, user: User, services: Iterable[Service], reason: str) -> list[Outcome]:
    """Hide these from families at once; the reason is for officers alone. Raises NotAllowed for all but officers."""
    require_officer(user)
    return each_of(services, lambda service: suspend(user=user, listing=service, reason=reason))


def each_of(services: Iterable[Service], act: Callable[[Service], None]) -> list[Outcome]:
    """Do something to each in a savepoint of its own; a refusal stops nothing but itself."""
    with search_rows_refreshed_once():
        return [Outcome(service, _refusal(act, service)) for service in services]


def _refusal(act: Callable[[Service], None], service: Service) -> str:
    try:
        with transaction.atomic():
            act(service)
    except ListingError as refusal:
        return refusal.message
    return ""


def _confirm(user: User, service: Service) -> None:
    record_check(service=service, by=user, on=timezone.localdate(), how="phone")
