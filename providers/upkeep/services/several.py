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
from providers.listings.services.state import set_archived
from providers.listings.services.suspension import suspend
from providers.review.publication import Need
from tenants.accounts.models import User

MOST: Final = 100
"""So many listings at once: the page answers before anybody gives up."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one listing: `refused` says why it was left as it is, empty when it was done."""

    service: Service
    refused: str = ""
    waits: bool = False
    """Whether it was done and sent to the review, so that families don't see it yet."""


def confirm_by_phone(*, user: User, services: Iterable[Service]) -> list[Outcome]:
    """Note that somebody told the officer today that these are still correct. Raises NotAllowed for all but
    officers."""
    require_officer(user)
    return each_of(services, lambda service: _confirm(user, service))


def suspend_services(*, user: User, services: Iterable[Service], reason: str) -> list[Outcome]:
    """Hide these from families at once; the reason is for officers alone. Raises NotAllowed for all but officers."""
    require_officer(user)
    return each_of(services, lambda service: _suspend(user, service, reason))


def archive_services(*, user: User, services: Iterable[Service]) -> list[Outcome]:
    """Put these away for good; each can be taken out again on its page. Raises NotAllowed for all but officers."""
    require_officer(user)
    return each_of(services, lambda service: _archive(user, service))


def each_of(services: Iterable[Service], act: Callable[[Service], Need]) -> list[Outcome]:
    """Do something to each in a savepoint of its own; a refusal stops nothing but itself. `act` gives what is needed
    before families see it."""
    with search_rows_refreshed_once():
        return [_outcome(act, service) for service in services]


def _outcome(act: Callable[[Service], Need], service: Service) -> Outcome:
    try:
        with transaction.atomic():
            need = act(service)
    except ListingError as refusal:
        return Outcome(service, refused=refusal.message)
    return Outcome(service, waits=need is not Need.NOTHING)


def _suspend(user: User, service: Service, reason: str) -> Need:
    suspend(user=user, listing=service, reason=reason)
    return Need.NOTHING


def _archive(user: User, service: Service) -> Need:
    set_archived(user=user, service=service, archived=True)
    return Need.NOTHING


def _confirm(user: User, service: Service) -> Need:
    record_check(service=service, by=user, on=timezone.localdate(), how="phone")
    return Need.NOTHING
