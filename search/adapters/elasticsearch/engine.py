"""The engine that asks Elasticsearch's copy of the table."""

from collections.abc import Sequence
from typing import Any, Final

from elasticsearch import Elasticsearch

from search.adapters.elasticsearch.client import unavailable_on_error
from search.adapters.elasticsearch.request import build_request
from search.documents import EngineAnswer, SearchDocument
from search.matching.facets import facets_from
from search.ports import EngineUnavailable, IndexMissing, SearchEngine
from search.query import SearchQuery

_NOT_FOUND: Final = 404


class ElasticsearchEngine(SearchEngine):
    """Answers with one multi-search to a council's alias."""

    name = "elasticsearch"

    def __init__(self, *, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias

    def search_many(self, queries: Sequence[SearchQuery]) -> tuple[EngineAnswer, ...]:
        """The answers. Raises EngineUnavailable when any shard did not answer any of the queries in time."""
        with unavailable_on_error():
            responses = self._client.msearch(index=self._alias, searches=multi_search(queries))["responses"]
        return tuple(_answer(response, query) for response, query in zip(responses, queries, strict=True))


def multi_search(queries: Sequence[SearchQuery]) -> list[dict[str, Any]]:
    """The lines of one request: before each query's body an empty header, as all of them ask the same index."""
    return [line for query in queries for line in ({}, build_request(query))]


def _answer(response: dict[str, Any], query: SearchQuery) -> EngineAnswer:
    """One of the answers: each can fail by itself, within a request that succeeds."""
    if response["status"] == _NOT_FOUND:
        raise IndexMissing(response["error"]["type"])
    if "error" in response:
        raise EngineUnavailable(response["error"]["type"])
    if response["timed_out"] or response["_shards"]["failed"]:
        raise EngineUnavailable("Elasticsearch answered in part.")
    return EngineAnswer(
        total=response["hits"]["total"]["value"],
        documents=tuple(SearchDocument.from_json(hit["_source"]["body"]) for hit in response["hits"]["hits"]),
        facets=facets_from(_counts(response["aggregations"]), query.filters) if query.with_facets else {},
    )


def _counts(aggregations: dict[str, Any]) -> dict[str, int]:
    """Counts of tokens; those of a chosen group, counted without that group's own filter, replace the common ones."""
    groups = ["all", *(name for name in aggregations if name != "all")]
    buckets = (bucket for group in groups for bucket in aggregations[group]["tokens"]["buckets"])
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
