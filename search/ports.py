"""What the pages ask of a search engine, and what following the table asks of an index.

Two engines keep `SearchEngine`: `adapters.postgres` (searches the table itself) and `adapters.elasticsearch`
(a follower of the table). One contract suite in `tests/contract/` holds both to it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.documents import EngineAnswer
from search.matching.fields import IndexFields
from search.query import SearchQuery


class EngineUnavailable(Exception):
    """The engine did not answer within its budget, or not sensibly; another engine may."""


class IndexMissing(EngineUnavailable):
    """The engine answers, but has no index for this council yet: the follower builds one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One row on its way into an index. A tombstone has no `fields`. A lower version never replaces a higher."""

    key: str
    version: int
    fields: IndexFields | None = None
    """What engines search, filter and order by."""
    body: dict[str, Any] = field(default_factory=dict)
    """The document as JSON-ready values, for the result pages."""


class SearchEngine(Protocol):
    """Answers searches for the council whose context is open."""

    name: str

    def search_many(self, queries: Sequence[SearchQuery]) -> tuple[EngineAnswer, ...]:
        """The page of documents, whole count and facets of each of one or more queries, all in one request.

        The answers are in the queries' order. Raises EngineUnavailable when any of them failed: all are answered or
        none.
        """
        ...

    def search(self, query: SearchQuery) -> EngineAnswer:
        """The answer to one query. Raises EngineUnavailable."""
        (answer,) = self.search_many((query,))
        return answer


class SearchIndex(Protocol):
    """A copy of the table outside PostgreSQL, one for each council, named by council id."""

    def write(self, entries: Iterable[IndexEntry]) -> frozenset[str]:
        """Write entries; gives the keys that are now at their version or beyond. Raises EngineUnavailable."""
        ...

    def rebuild(self, entries: Iterable[IndexEntry]) -> int:
        """Build a new index of the entries, swap the alias to it, drop the old; gives how many were written."""
        ...

    def versions(self) -> dict[str, int]:
        """Every live document's version by key, for the drift check."""
        ...

    def outdated(self) -> bool:
        """Whether it must be rebuilt before it can answer: there is none, or it was laid out by another version."""
        ...

    def drop_orphans(self) -> int:
        """Remove what killed rebuilds left; gives how many. Not while a rebuild runs."""
        ...

    def drop(self) -> None:
        """Remove all that the index holds of this council."""
        ...
