"""One search on both engines, and where their answers part."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from elasticsearch import Elasticsearch

from search.adapters.elasticsearch.engine import ElasticsearchEngine
from search.adapters.elasticsearch.request import build_request
from search.adapters.postgres.engine import PostgresEngine
from search.documents import EngineAnswer
from search.ports import SearchEngine
from search.query import SearchQuery, Sort

WHOLE = 1_000
"""More than the collection holds, so that one page has every result."""
TOP = 10
ROUNDING = 1e-4
"""Elasticsearch adds points up in single precision: nearer scores than this are the same."""


@dataclass(frozen=True)
class Comparison:
    """The two whole answers to one query."""

    asked: str
    query: SearchQuery
    postgres: EngineAnswer
    elasticsearch: EngineAnswer
    ties: bool = False
    """Whether all that stands in another order is a tie but for rounding."""

    @property
    def orders(self) -> tuple[list[str], list[str]]:
        """The keys in order, of PostgreSQL and of Elasticsearch."""
        found = (self.postgres.documents, self.elasticsearch.documents)
        ours, theirs = ([document.key for document in documents] for documents in found)
        return ours, theirs

    @property
    def same_listings(self) -> bool:
        """Whether both find the same listings, and count all of them."""
        ours, theirs = self.orders
        totals = {self.postgres.total, self.elasticsearch.total}
        return set(ours) == set(theirs) and totals == {len(ours)} == {len(theirs)}

    @property
    def same_facets(self) -> bool:
        """Whether every choice of every facet has the same count."""
        return self.postgres.facets == self.elasticsearch.facets

    @property
    def same_order(self) -> bool:
        """Whether all results stand in the same order."""
        ours, theirs = self.orders
        return ours == theirs

    @property
    def overlap(self) -> float:
        """How much of the first ten they share."""
        ours, theirs = (set(order[:TOP]) for order in self.orders)
        return len(ours & theirs) / max(len(ours), len(theirs)) if ours or theirs else 1.0

    def __str__(self) -> str:
        return f"{self.asked} ({self.query})"


@dataclass
class BothEngines(SearchEngine):
    """An engine that answers as PostgreSQL and notes how Elasticsearch would have."""

    client: Elasticsearch
    alias: str
    asked: str = ""
    seen: list[Comparison] = field(default_factory=list)
    counts: list[tuple[str, int, int]] = field(default_factory=list)
    """Of searches that want no more than a count: both counts."""
    name: str = "postgres"

    def __post_init__(self) -> None:
        self.postgres = PostgresEngine(timeout_ms=30_000)
        self.elasticsearch = ElasticsearchEngine(client=self.client, alias=self.alias)

    def search_many(self, queries: Sequence[SearchQuery]) -> tuple[EngineAnswer, ...]:
        """PostgreSQL's pages."""
        return tuple(map(self._answer, queries))

    def _answer(self, query: SearchQuery) -> EngineAnswer:
        if not query.with_facets:
            answers = self.postgres.search(query), self.elasticsearch.search(query)
            self.counts.append((self.asked, answers[0].total, answers[1].total))
            return answers[0]
        answer = self.compare(query).postgres
        return replace(answer, documents=answer.documents[query.offset : query.offset + query.per_page])

    def compare(self, query: SearchQuery) -> Comparison:
        """Both engines' whole answers, noted."""
        whole = replace(query, page=1, per_page=WHOLE)
        comparison = Comparison(self.asked, whole, self.postgres.search(whole), self.elasticsearch.search(whole))
        if not comparison.same_order:
            comparison = replace(comparison, ties=self._are_ties(comparison))
        self.seen.append(comparison)
        return comparison

    def _are_ties(self, comparison: Comparison) -> bool:
        """Whether each result that stands elsewhere has, but for rounding, the score of the one in its place."""
        if not comparison.same_listings or comparison.query.sort not in (Sort.RELEVANCE, Sort.DISTANCE):
            return False
        worth = self._worth(comparison.query)
        return all(abs(worth[one] - worth[other]) <= ROUNDING for one, other in zip(*comparison.orders, strict=True))

    def _worth(self, query: SearchQuery) -> dict[str, float]:
        """What Elasticsearch ordered each result by: its score, or how many metres away it is."""
        body: dict[str, Any] = build_request(query)
        hits = self.client.search(index=self.alias, body=body)["hits"]["hits"]
        return {hit["_id"]: float(hit["sort"][0]) for hit in hits}
