"""Whether Elasticsearch holds what the table says, and mending it when not."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from django.db import connection

from search import factory
from search.index.following import follow
from search.index.models import SearchRow
from search.index.rebuilding import rebuild_index
from search.ports import IndexEntry, IndexMissing, SearchIndex

_SHOWN: Final = 5


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
    """Compare the open council's index with its table by version; with `repair`, mend it first and say what is left.

    No drift without Elasticsearch. Raises EngineUnavailable, and RebuildRunning when mending needs a rebuild.
    """
    index = factory.index()
    if index is None:
        return Drift()
    drift = _compare(index)
    if not drift or not repair:
        return drift
    _mend(index, drift)
    return _compare(index)


def _compare(index: SearchIndex) -> Drift:
    try:
        held = index.versions()
    except IndexMissing:
        held = {}
    table = dict(SearchRow.objects.filter(deleted=False).values_list("key", "version"))
    return Drift(
        missing=tuple(sorted(table.keys() - held.keys())),
        extra=tuple(sorted(held.keys() - table.keys())),
        behind=tuple(sorted(key for key in table.keys() & held.keys() if table[key] != held[key])),
    )


def _mend(index: SearchIndex, drift: Drift) -> None:
    """Write again what differs; rebuild when that isn't enough (no index, or one from a later time than the table)."""
    keys = [*drift.missing, *drift.extra, *drift.behind]
    SearchRow.objects.filter(key__in=keys).update(indexed_version=0, claimed_until=None)
    follow()
    unknown = set(drift.extra) - set(SearchRow.objects.filter(key__in=drift.extra).values_list("key", flat=True))
    with suppress(IndexMissing):
        index.write([IndexEntry(key=key, version=_next_version(), document=None) for key in sorted(unknown)])
    if _compare(index):
        rebuild_index()


def _next_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('public.search_version_seq')")
        version: int = cursor.fetchone()[0]
    return version


def _examples(keys: tuple[str, ...]) -> str:
    return f" ({', '.join(keys[:_SHOWN])}{', …' if len(keys) > _SHOWN else ''})" if keys else ""
