"""The engine that asks Elasticsearch's copy of the table."""

from typing import Any

from elasticsearch import Elasticsearch

from search.adapters.elasticsearch.client import unavailable_on_error
from search.adapters.elasticsearch.request import build_request
from search.documents import EngineAnswer, SearchDocument
from search.matching.facets import facets_from
from search.ports import EngineUnavailable
from search.query import SearchQuery


class ElasticsearchEngine:
    """Answers with one request to a council's alias."""

    name = "elasticsearch"

    def __init__(self, *, client: Elasticsearch, alias: str) -> None:
        self._client = client
        self._alias = alias

    def search(self, query: SearchQuery) -> EngineAnswer:
        """The page, the count and the facets. Raises EngineUnavailable when any shard did not answer in time."""
        with unavailable_on_error():
            answer = self._client.search(index=self._alias, body=build_request(query)).body
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineUnavailable("Elasticsearch answered in part.")
        return EngineAnswer(
            total=answer["hits"]["total"]["value"],
            documents=tuple(SearchDocument.from_json(hit["_source"]["body"]) for hit in answer["hits"]["hits"]),
            facets=facets_from(_counts(answer["aggregations"]), query.filters) if query.with_facets else {},
        )


def _counts(aggregations: dict[str, Any]) -> dict[str, int]:
    """Counts of tokens; those of a chosen group, counted without that group's own filter, replace the common ones."""
    groups = ["all", *(name for name in aggregations if name != "all")]
    buckets = (bucket for group in groups for bucket in aggregations[group]["tokens"]["buckets"])
    return {bucket["key"]: bucket["doc_count"] for bucket in buckets}
