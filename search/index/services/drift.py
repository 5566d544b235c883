"""Compares Elasticsearch with the table, and repairs what differs."""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple

from django.db import connection
from django.utils import timezone

from search.engines import factory
from search.index.models import SearchRow
from search.index.services.follower import follow
from search.index.services.rebuild import rebuild_index
from search.index.services.sweeps import sweep_soon
from search.ports import IndexEntry, IndexMissing, SearchIndex
from tenants.councils.services.figures import set_figures

PATIENCE: Final = timedelta(seconds=30)
"""Two sweeps: a row that waits longer is behind, not on its way."""
_SHOWN: Final = 5
logger = logging.getLogger(__name__)


class _Row(NamedTuple):
    """A row of the table, as far as the index must hold it."""

    version: int
    deleted: bool
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The keys in which the index differs from the table: not there, there but taken away, or at another version."""

    missing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.extra or self.behind)

    def __str__(self) -> str:
        parts = {"missing": self.missing, "extra": self.extra, "behind": self.behind}
        return "; ".join(f"{len(keys)} {name}{_examples(keys)}" for name, keys in parts.items())


def check_index(repair: bool = False) -> Drift:
    """Compare the open council's index with its table by version; with `repair`, put it right and say what is left.

    What is being published just now is no drift: only rows count that don't change meanwhile and don't wait for the
    follower.
    What is left is noted for the metrics. No drift without Elasticsearch. Raises EngineUnavailable, and RebuildRunning
    when repairing needs a rebuild.
    """
    index = factory.index()
    if index is None:
        return Drift()
    drift = _compare(index)
    if drift:
        logger.warning("search.drift", extra={"drift": str(drift), "mending": repair})
    if drift and repair:
        _repair(index, drift)
        drift = _compare(index)
    _note(drift)
    return drift


def _compare(index: SearchIndex) -> Drift:
    """What the index should hold by the table, held against it; rows that move meanwhile say nothing."""
    before = _table()
    try:
        held = index.versions()
    except IndexMissing:
        held = {}
    after = _table()
    kinds: dict[str, list[str]] = {"missing": [], "extra": [], "behind": []}
    for key in sorted(before.keys() | held.keys()):
        row, unchanged = before.get(key), before.get(key) == after.get(key)
        if unchanged and (row is None or row.settled):
            expected = None if row is None or row.deleted else row.version
            if held.get(key) != expected:
                kinds[_kind(expected, held.get(key))].append(key)
    return Drift(**{kind: tuple(keys) for kind, keys in kinds.items()})


def _table() -> dict[str, _Row]:
    """Every row. It is settled once Elasticsearch was told of it, or should have been long ago."""
    long_ago = timezone.now() - PATIENCE
    columns = ("key", "version", "indexed_version", "deleted", "changed_at")
    return {
        key: _Row(version, deleted, indexed >= version or changed_at < long_ago)
        for key, version, indexed, deleted, changed_at in SearchRow.objects.values_list(*columns)
    }


def _kind(expected: int | None, held: int | None) -> str:
    if held is None:
        return "missing"
    return "extra" if expected is None else "behind"


def _note(drift: Drift) -> None:
    set_figures(
        search_drift_missing=len(drift.missing),
        search_drift_extra=len(drift.extra),
        search_drift_behind=len(drift.behind),
        search_drift_checked=timezone.now().timestamp(),
    )


def _repair(index: SearchIndex, drift: Drift) -> None:
    """Write again what differs; rebuild when that isn't enough (no index, or one from a later time than the table)."""
    keys = [*drift.missing, *drift.extra, *drift.behind]
    SearchRow.objects.filter(key__in=keys).update(indexed_version=0, claimed_until=None)
    sweep_soon()
    follow()
    unknown = set(drift.extra) - set(SearchRow.objects.filter(key__in=drift.extra).values_list("key", flat=True))
    with suppress(IndexMissing):
        index.write([IndexEntry(key=key, version=_next_version()) for key in sorted(unknown)])
    if _compare(index):
        rebuild_index()


def _next_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('public.search_version_seq')")
        version: int = cursor.fetchone()[0]
    return version


def _examples(keys: tuple[str, ...]) -> str:
    return f" ({', '.join(keys[:_SHOWN])}{', …' if len(keys) > _SHOWN else ''})" if keys else ""
