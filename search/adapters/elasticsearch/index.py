"""A council's index: an alias on one generation, written by the follower of the table and rebuilt beside itself.

The alias names the layout (`mapping.MAPPING_VERSION`): while an upgrade rolls out, processes of the old layout go on
with their index, and those of the new one find none and have PostgreSQL answer until theirs is built.
"""

import logging
import re
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.helpers import scan

from search.adapters.elasticsearch.client import unavailable_on_error
from search.adapters.elasticsearch.mapping import MAPPING_VERSION, MAPPINGS, SETTINGS, source_of
from search.ports import EngineUnavailable, IndexEntry, IndexMissing

_NOT_FOUND = 404
_CONFLICT = 409
_BATCH = 500
_AT_ONCE: Final = 2
"""So many bulk requests of a rebuild are under way at a time."""
_STAMP: Final = "%Y%m%d%H%M%S%f"
_UPGRADE: Final = timedelta(days=1)
"""Longer than any upgrade takes: so long an index of an earlier layout may still be in use."""
logger = logging.getLogger(__name__)


class _Generation(NamedTuple):
    """One index of this council; `layout` 0 was made before layouts were named."""

    name: str
    layout: int
    stamp: str


class ElasticsearchIndex:
    """The copy of one council's search table."""

    def __init__(self, *, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias

    def write(self, entries: Iterable[IndexEntry]) -> frozenset[str]:
        """Write entries into the live generation; a lower version never replaces a higher.

        Gives the keys that are now at their version or beyond. Raises EngineUnavailable; IndexMissing without an alias.
        """
        written: set[str] = set()
        for batch in _batches(entries):
            written |= self._write_batch(batch, index=self._alias, require_alias=True)
        return frozenset(written)

    def rebuild(self, entries: Iterable[IndexEntry]) -> int:
        """Build a new generation of the entries, point the alias at it and drop the old ones; gives how many.

        The alias moves once the entries are at an end. Raises EngineUnavailable when anything failed; the alias then
        still points where it did.
        """
        generation = f"{self._alias}-{datetime.now(UTC):{_STAMP}}"
        with unavailable_on_error():
            building = {**SETTINGS, "refresh_interval": "-1"}
            self._client.indices.create(index=generation, mappings=MAPPINGS, settings=building)
        count = self._fill(generation, entries)
        with unavailable_on_error():
            self._client.indices.put_settings(index=generation, settings={"refresh_interval": None})
            self._client.indices.refresh(index=generation)
            self._swap(generation)
        self.drop_orphans()
        return count

    def versions(self) -> dict[str, int]:
        """Every live document's version by key, for the drift check."""
        with unavailable_on_error():
            self._client.indices.refresh(index=self._alias)
            query = {"query": {"term": {"deleted": False}}, "_source": ["version"]}
            found = scan(self._client, index=self._alias, query=query, size=_BATCH)
            return {hit["_id"]: hit["_source"]["version"] for hit in found}

    def outdated(self) -> bool:
        """Whether the live generation was built for another mapping, or there is none."""
        with unavailable_on_error():
            try:
                mappings = self._client.indices.get_mapping(index=self._alias)
            except NotFoundError:
                return True
        return [_layout_of(index) for index in mappings.values()] != [MAPPING_VERSION]

    def drop_orphans(self) -> int:
        """Remove generations that nothing uses, such as a killed rebuild's. Not while one is built.

        Those of an earlier layout go once they are a day old, those of a later one never: they are not ours.
        """
        long_ago = f"{datetime.now(UTC) - _UPGRADE:{_STAMP}}"
        with unavailable_on_error():
            live = self._live()
            orphans = [
                each.name
                for each in self._generations()
                if (each.layout == MAPPING_VERSION and each.name not in live)
                or (each.layout < MAPPING_VERSION and each.stamp < long_ago)
            ]
            for name in orphans:
                self._client.indices.delete(index=name, ignore_unavailable=True)
        return len(orphans)

    def drop(self) -> None:
        """Remove all that the index holds of this council."""
        with unavailable_on_error():
            for generation in self._generations():
                self._client.indices.delete(index=generation.name, ignore_unavailable=True)

    def _fill(self, generation: str, entries: Iterable[IndexEntry]) -> int:
        """Write the entries, the next of them being read while Elasticsearch is at the last; gives how many."""
        count = 0
        waiting: deque[Future[None]] = deque()
        with ThreadPoolExecutor(_AT_ONCE) as writers:
            for batch in _batches(entries):
                if len(waiting) == _AT_ONCE:
                    waiting.popleft().result()
                waiting.append(writers.submit(self._write_whole_batch, batch, generation))
                count += len(batch)
            for each in waiting:
                each.result()
        return count

    def _write_whole_batch(self, batch: tuple[IndexEntry, ...], generation: str) -> None:
        written = self._write_batch(batch, index=generation, require_alias=False)
        if any(entry.key not in written for entry in batch):
            raise EngineUnavailable("Elasticsearch refused a document; see the log.")

    def _write_batch(self, batch: tuple[IndexEntry, ...], *, index: str, require_alias: bool) -> set[str]:
        operations = [line for entry in batch for line in (_action(entry), source_of(entry))]
        with unavailable_on_error():
            answer = self._client.bulk(index=index, operations=operations, require_alias=require_alias)
        if any(item["index"]["status"] == _NOT_FOUND for item in answer["items"]):
            raise IndexMissing(f"There is no index {index}.")
        refused = [item["index"] for item in answer["items"] if not _at_version(item["index"]["status"])]
        for item in refused:
            logger.error("search.index.refused", extra={"key": item["_id"], "error": item["error"]["type"]})
        return {entry.key for entry in batch} - {item["_id"] for item in refused}

    def _swap(self, generation: str) -> None:
        remove = [{"remove": {"index": name, "alias": self._alias}} for name in self._live()]
        self._client.indices.update_aliases(actions=[*remove, {"add": {"index": generation, "alias": self._alias}}])

    def _live(self) -> set[str]:
        try:
            return set(self._client.indices.get_alias(name=self._alias).body)
        except NotFoundError:
            return set()

    def _generations(self) -> list[_Generation]:
        """The council's generations of every layout; no other council's name can be taken for one."""
        council = self._alias.removesuffix(f"-v{MAPPING_VERSION}")
        found = self._client.indices.get(index=f"{council}-*", features="aliases", allow_no_indices=True)
        pattern = re.compile(rf"{re.escape(council)}(?:-v(\d+))?-(\d{{20}})")
        matches = filter(None, (pattern.fullmatch(name) for name in found.body))
        return [_Generation(match[0], int(match[1] or 0), match[2]) for match in matches]


def aliases_of_layout(asked: Elasticsearch, *, prefix: str) -> frozenset[str]:
    """The aliases of all councils whose index is laid out as this version does. Raises EngineUnavailable."""
    with unavailable_on_error():
        found = asked.indices.get(index=f"{prefix}-*", filter_path="*.aliases,*.mappings._meta", allow_no_indices=True)
    ours = (each for each in found.body.values() if _layout_of(each) == MAPPING_VERSION)
    return frozenset(alias for each in ours for alias in each.get("aliases", ()))


def _layout_of(index: dict[str, Any]) -> int | None:
    version: int | None = index.get("mappings", {}).get("_meta", {}).get("version")
    return version


def _batches(entries: Iterable[IndexEntry]) -> Iterator[tuple[IndexEntry, ...]]:
    remaining = iter(entries)
    while batch := tuple(islice(remaining, _BATCH)):
        yield batch


def _action(entry: IndexEntry) -> dict[str, Any]:
    return {"index": {"_id": entry.key, "version": entry.version, "version_type": "external_gte"}}


def _at_version(status: int) -> bool:
    """Written, or refused because what is there is newer."""
    return status < 300 or status == _CONFLICT
