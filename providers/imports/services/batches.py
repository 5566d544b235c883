"""Brings a file's listings in, some at a time: each batch is one short transaction.

A listing that can't be stored takes itself back and nothing else: a batch that the database refuses is written again,
listing by listing, each with a savepoint of its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from providers.imports.listing_csv.groups import Group
from providers.imports.pipeline.lookups import lock_services, postcodes_of, services_by_key
from providers.imports.pipeline.outcomes import Plan, Result, Rules
from providers.imports.pipeline.planner import Planner, refusals, rejected
from providers.imports.services.writer import Writer
from providers.listings.apply_data import terms_held
from providers.listings.errors import ListingError
from search.places.selectors import points_held
from search.taxonomy.selectors import terms_read_once
from tenants.councils.locks import Lock, lock_until_commit

BATCH = 100
_REFUSED = (ListingError, ValidationError, IntegrityError, DataError)


class Bringer:
    """Brings batches of one file with `columns` by `rules`."""

    def __init__(self, columns: Sequence[str], rules: Rules) -> None:
        today = timezone.localdate()
        self.planner = Planner(columns, rules, today)
        self.writer = Writer(rules, today)

    def look(self, groups: Sequence[Group]) -> list[Result]:
        """What would become of the groups. Nothing is written or locked."""
        with transaction.atomic(), _asked_once(groups):
            return list(self.planner.plan(groups, services_by_key(group.key for group in groups)))

    @transaction.atomic
    def bring(self, groups: Sequence[Group]) -> list[Result]:
        """Write a batch, in a transaction of its own or the caller's; gives what became of each group, in order."""
        _wait_for_other_batches()
        with _asked_once(groups):
            keys = [group.key for group in groups]
            lock_services(keys)
            results = list(self.planner.plan(groups, services_by_key(keys)))
            planned = [result.plan for result in results if result.plan]
            if self._write(planned):
                return results
            return [self._alone(result) for result in results]

    def _write(self, plans: Sequence[Plan]) -> bool:
        try:
            with transaction.atomic():
                self.writer.write(plans)
        except _REFUSED:
            return False
        return True

    def _alone(self, result: Result) -> Result:
        if result.plan is None:
            return result
        try:
            with transaction.atomic():
                self.writer.write([result.plan])
        except _REFUSED as error:
            return rejected(result.group, list(refusals(result.group.rows[0].number, error)))
        return result


def batches(groups: Sequence[Group], size: int = BATCH) -> Iterator[Sequence[Group]]:
    """The groups, some at a time."""
    for start in range(0, len(groups), size):
        yield groups[start : start + size]


@contextmanager
def _asked_once(groups: Iterable[Group]) -> Iterator[None]:
    """Ask for terms and for the postcodes of all rows once."""
    with terms_read_once(), terms_held(), points_held(postcodes_of(groups)):
        yield


def _wait_for_other_batches() -> None:
    """Two imports of one council would both create what neither sees yet."""
    lock_until_commit(Lock.LISTING_IMPORT)
