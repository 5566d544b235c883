"""How Elasticsearch follows the table: rows ahead of it are claimed, written, and marked where nothing moved since."""

from datetime import timedelta
from typing import Final

from django.db import connection, transaction
from django.utils import timezone

from search.engines import factory
from search.index.locks import RebuildRunning, following, rebuild_lock
from search.index.models import SearchRow
from search.index.services.entries import COLUMNS, entry_of, mark_indexed
from search.index.services.rebuild import rebuild_index
from search.ports import IndexEntry, IndexMissing, SearchIndex

BATCH: Final = 200
CLAIM_SECONDS: Final = 10
"""Longer than one bulk request may take, and short enough for the next sweep to take over from a killed worker."""
TOMBSTONE_AGE: Final = timedelta(days=1)
"""Far longer than any late write of an older version can be under way."""

_CLAIM = f"""
UPDATE search_index_searchrow SET claimed_until = now() + make_interval(secs => %(seconds)s)
WHERE id IN (
    SELECT id FROM search_index_searchrow
    WHERE version > indexed_version AND (claimed_until IS NULL OR claimed_until < now())
    ORDER BY version LIMIT %(batch)s FOR UPDATE SKIP LOCKED
)
RETURNING id, {", ".join(COLUMNS)}
"""  # noqa: S608 (columns of ours)
_PURGE = """
DELETE FROM search_index_searchrow
WHERE deleted AND changed_at < %(before)s AND (indexed_version = version OR NOT %(followed)s)
"""
"""One statement (a tombstone has no places to cascade to): a listing published meanwhile is no tombstone and stays."""


def follow() -> int:
    """Write every row that Elasticsearch hasn't at its version; gives how many were written.

    A missing index is built. Raises EngineUnavailable after letting go of what it had claimed; the sweep tries again.
    """
    index = factory.index()
    if index is None:
        return 0
    followed = 0
    while entries := _claim():
        try:
            followed += _write(index, entries)
        except IndexMissing:
            _release(entries)
            return followed + _build()
        except Exception:
            _release(entries)
            raise
    return followed


def repair() -> None:
    """Do what was missed: build a missing or outdated index, drop a killed rebuild's remains, follow, purge."""
    index = factory.index()
    if index is not None:
        if index.outdated():
            _build()
        else:
            _drop_orphans(index)
        follow()
    _purge_tombstones(followed=index is not None)


def _claim() -> list[IndexEntry]:
    """Take rows that nobody else is following. Commits before Elasticsearch is called, so no publish waits for it."""
    with transaction.atomic(durable=True):
        rows = SearchRow.objects.raw(_CLAIM, {"seconds": CLAIM_SECONDS, "batch": BATCH})
        return [entry_of(vars(row)) for row in rows]


def _write(index: SearchIndex, entries: list[IndexEntry]) -> int:
    with following():
        written = index.write(entries)
        done = {entry.key: entry.version for entry in entries if entry.key in written}
        mark_indexed(done)
    return len(done)


def _release(entries: list[IndexEntry]) -> None:
    SearchRow.objects.filter(key__in=[entry.key for entry in entries]).update(claimed_until=None)


def _build() -> int:
    try:
        return rebuild_index()
    except RebuildRunning:
        return 0


def _drop_orphans(index: SearchIndex) -> None:
    try:
        with rebuild_lock():
            index.drop_orphans()
    except RebuildRunning:
        return


def _purge_tombstones(*, followed: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_PURGE, {"before": timezone.now() - TOMBSTONE_AGE, "followed": followed})
