"""Imports listings some at a time: each batch is one short transaction.

A listing that can't be stored takes itself back and nothing else: a batch that the database refuses is written again,
listing by listing, each with a savepoint of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import structlog
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from providers.imports.incoming import IncomingListing
from providers.imports.pipeline.lookups import Organisations, lock_services, postcodes_of, services_by_key
from providers.imports.pipeline.outcomes import Plan, Result, Rules
from providers.imports.pipeline.planner import Planner, refusals, rejected
from providers.imports.pipeline.risks import note_doubles
from providers.imports.services.writer import Writer
from providers.listings.apply_data import terms_held
from providers.listings.errors import ListingError
from search.places.selectors import points_held
from search.taxonomy.selectors import terms_read_once
from tenants.councils.locks import Lock, lock_until_commit

logger = structlog.get_logger(__name__)
BATCH = 100
_REFUSED = (ListingError, ValidationError, IntegrityError, DataError)
_T = TypeVar("_T")


class Importer:
    """Imports the listings of one source by `rules`, batch by batch."""

    def __init__(self, rules: Rules) -> None:
        today = timezone.localdate()
        self.planner = Planner(rules, today)
        self.writer = Writer(rules, today)

    def preview(self, listings: Sequence[IncomingListing]) -> list[Result]:
        """What would become of a batch, in its order. Nothing is written or locked."""
        with transaction.atomic(), _read_once(listings):
            keys = [listing.external_id for listing in listings]
            results = list(self.planner.plan(listings, services_by_key(keys)))
            if self.planner.rules.of_council:
                note_doubles(results)
            return results

    @transaction.atomic
    def save(self, listings: Sequence[IncomingListing]) -> list[Result]:
        """Write a batch, in a transaction of its own or the caller's; gives what became of each, in its order."""
        lock_imports()
        with _read_once(listings):
            keys = [listing.external_id for listing in listings]
            lock_services(keys)
            results = list(self.planner.plan(listings, services_by_key(keys)))
            planned = [result.plan for result in results if result.plan]
            if self._write(planned):
                return results
            return [self._save_alone(listing) for listing in listings]

    def _write(self, plans: Sequence[Plan]) -> bool:
        try:
            with transaction.atomic():
                self.writer.write(plans)
        except _REFUSED:
            return False
        return True

    def _save_alone(self, incoming: IncomingListing) -> Result:
        """Plan one anew and write it: what the refused batch changed in memory isn't in the database."""
        self.planner.organisations = Organisations()
        (result,) = self.planner.plan([incoming], services_by_key([incoming.external_id]))
        if result.plan is None:
            return result
        try:
            with transaction.atomic():
                self.writer.write([result.plan])
        except _REFUSED as error:
            logger.warning("listing_refused", source=str(incoming.source), error=type(error).__name__)
            return rejected(incoming, list(refusals(incoming.rows[0], error)))
        return result


def batches(listings: Sequence[_T], size: int = BATCH) -> Iterator[Sequence[_T]]:
    """The listings, some at a time."""
    for start in range(0, len(listings), size):
        yield listings[start : start + size]


def lock_imports() -> None:
    """Wait until no other transaction imports into the open council, and keep others waiting until this one ends.

    Two imports of one council would both create what neither sees yet. Take it before any listing's row lock.
    """
    lock_until_commit(Lock.LISTING_IMPORT)


@contextmanager
def _read_once(listings: Iterable[IncomingListing]) -> Iterator[None]:
    """Read terms and the postcodes of all listings once."""
    with terms_read_once(), terms_held(), points_held(postcodes_of(listings)):
        yield
