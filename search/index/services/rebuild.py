"""A new generation of a council's index while writes go on."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import Any, Final

from django.db.models import QuerySet

from search.engines import factory
from search.index.locks import rebuild_lock, swapping
from search.index.models import SearchRow
from search.index.services.entries import COLUMNS, entry_of, mark_indexed
from search.ports import IndexEntry

Row = dict[str, Any]
CHUNK: Final = 500
CATCH_UPS: Final = 5
FEW: Final = 100
"""So few rows left to catch up with that followers can wait for the swap."""


def rebuild_index() -> int:
    """Build the open council's index anew from the table and swap to it; gives how many rows went in.

    Searches and publishing go on meanwhile. Nothing to do without Elasticsearch. Raises RebuildRunning when another
    process is at it, EngineUnavailable when it failed (the old index then stays as it was).
    """
    index = factory.index()
    if index is None:
        return 0
    with rebuild_lock(), ExitStack() as fence:
        written: dict[str, int] = {}
        index.rebuild(_entries(written, fence))
        mark_indexed(written)
    return len(written)


def _entries(written: dict[str, int], fence: ExitStack) -> Iterator[IndexEntry]:
    """Every row; then those that moved meanwhile until few do; then the last of them with followers held up.

    What moved is found by comparing versions, not by their order: a lower one may be committed after a higher.
    The fence stays up until the caller has swapped, so that no follower marks a row which only the old index has.
    """
    yield from _noted(_all_rows(), written)
    for _ in range(CATCH_UPS):
        moved = _moved_since(written)
        yield from _noted(_rows(moved), written)
        if len(moved) < FEW:
            break
    fence.enter_context(swapping())
    yield from _noted(_rows(_moved_since(written)), written)


def _noted(rows: Iterable[Row], written: dict[str, int]) -> Iterator[IndexEntry]:
    for row in rows:
        written[row["key"]] = row["version"]
        yield entry_of(row)


def _all_rows() -> Iterator[Row]:
    """All rows in short reads by key, so that a long rebuild holds no long transaction."""
    last = ""
    while chunk := _read(SearchRow.objects.filter(key__gt=last).order_by("key")[:CHUNK]):
        yield from chunk
        last = chunk[-1]["key"]


def _rows(keys: list[str]) -> Iterator[Row]:
    for start in range(0, len(keys), CHUNK):
        yield from _read(SearchRow.objects.filter(key__in=keys[start : start + CHUNK]))


def _read(rows: QuerySet[SearchRow]) -> list[Row]:
    """Plain columns: much quicker to read than a model's instances."""
    return list(rows.values(*COLUMNS))


def _moved_since(written: dict[str, int]) -> list[str]:
    versions = SearchRow.objects.values_list("key", "version")
    return [key for key, version in versions if written.get(key) != version]
