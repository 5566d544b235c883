"""What families can find of services, kept equal to what is live and shown."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.db import transaction

from providers.listings.models import ListingState, Service
from providers.listings.projection import document_of, hidden_postcodes, key_of
from providers.listings.provenance import provenance_of
from providers.listings.selectors import with_everything
from search.index.services.documents import put_documents, remove_documents
from search.places.selectors import points_held
from search.taxonomy.selectors import terms_read_once

BATCH: Final = 200
"""So many services are read and written in one transaction where every one is."""
_waiting: ContextVar[set[int] | None] = ContextVar("services_to_refresh", default=None)


def refresh_search_row(*, service_id: int) -> None:
    """Make what families can find of a service equal to what is live and shown now, in the caller's transaction."""
    refresh_search_rows(service_ids=[service_id])


def refresh_search_rows(*, service_ids: Iterable[int]) -> None:
    """The same for several services, in a fixed number of queries; at the end of a `search_rows_refreshed_once`."""
    waiting = _waiting.get()
    if waiting is None:
        _refresh_search_rows(set(service_ids))
    else:
        waiting.update(service_ids)


@contextmanager
def search_rows_refreshed_once() -> Iterator[None]:
    """Refresh the rows of all services that the block changes together, at its end and in one transaction with it."""
    with transaction.atomic():
        waiting: set[int] = set()
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        _refresh_search_rows(waiting)


def refresh_every_search_row() -> int:
    """The same for every service of the open council, some hundreds in a transaction; gives how many there are.

    For a new version of the platform, whose documents may say more of a service than those that are there.
    """
    keys = list(Service.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        refresh_search_rows(service_ids=keys[start : start + BATCH])
    return len(keys)


@transaction.atomic
def _refresh_search_rows(keys: Collection[int]) -> None:
    """Their states are locked first, so that of two changes at once the later reads what the earlier committed: else an
    approval could bring back a listing that the council suspends in the same moment."""
    states = ListingState.objects.select_for_update().filter(service_id__in=keys).order_by("service_id")
    list(states.values_list("pk", flat=True))
    services = list(with_everything(Service.objects.filter(pk__in=keys)).order_by("pk"))
    found = [service for service in services if service.live and service.organisation.shown and service.state.shown]
    provenance = provenance_of(found)
    with terms_read_once(), points_held(hidden_postcodes(found)):
        put_documents(documents=[document_of(service, provenance[service.pk]) for service in found])
    gone = {service.pk for service in services} - {service.pk for service in found}
    remove_documents(keys=[key_of(service) for service in services if service.pk in gone])
