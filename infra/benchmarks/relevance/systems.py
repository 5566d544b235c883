"""The searches that are compared: our two engines on the whole path, and what a site would have without them.

The others get the words, and the age and need that were chosen as filters; where a family lives they can't use.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.conf import settings
from django.http import QueryDict
from django.test import override_settings
from elasticsearch import Elasticsearch
from wagtail.search.backends.database import SearchBackend as DatabaseBackend
from wagtail.search.backends.elasticsearch9 import SearchBackend as ElasticsearchBackend

from infra.benchmarks.relevance.collection import Listing
from infra.benchmarks.relevance.judgements import Query
from infra.benchmarks.relevance.metrics import DEPTH
from infra.benchmarks.relevance.rivals.bm25 import bm25
from infra.benchmarks.relevance.rivals.models import RivalListing
from infra.benchmarks.relevance.world import external_ids
from search import vocabulary
from search.parameters import read_parameters
from search.selectors import find

OURS: Final = ("ours, PostgreSQL", "ours, Elasticsearch")
PLAIN_FIELDS: Final = ("name^3", "summary^2", "description", "organisation", "labels")
CLIENT_OPTIONS: Final[dict[str, Any]] = {"request_timeout": 20}


@dataclass(frozen=True, slots=True)
class System:
    """One way to search the open council; gives the external ids of its first results."""

    name: str
    search: Callable[[Query], Sequence[str]]


def systems(slug: str, found: Mapping[str, Listing]) -> list[System]:
    """Every system, its index of the open council's listings filled."""
    prefix = f"{settings.SEARCH_INDEX_PREFIX}-rivals-{slug}-"
    wagtail = _wagtail_elasticsearch(prefix)
    database = DatabaseBackend({"SEARCH_CONFIG": "english"})
    database.reset_indexes()
    database.add_bulk(RivalListing, list(RivalListing.objects.all()))
    plain = _plain_index(f"{prefix}plain", found)
    ids = external_ids()
    return [
        System(OURS[0], partial(_ours, "postgres", ids)),
        System(OURS[1], partial(_ours, "elasticsearch", ids)),
        System("Wagtail, database", partial(_wagtail, database, found, None)),
        System("Wagtail, database, any word", partial(_wagtail, database, found, "or")),
        System("Wagtail, Elasticsearch", partial(_wagtail, wagtail, found, None)),
        System("plain multi_match", partial(_plain, plain, f"{prefix}plain", found)),
        System("BM25, name three times", partial(_bm25, bm25(found), found)),
    ]


def _ours(engine: str, ids: Mapping[str, str], query: Query) -> list[str]:
    asked = QueryDict(mutable=True)
    asked.update(query.parameters())
    with override_settings(SEARCH_ENGINE=engine):
        findings = find(parameters=read_parameters(asked))
    if findings.engine != engine:
        raise RuntimeError(f"{findings.engine} answered in place of {engine}.")
    return [ids[hit.document.uuid] for hit in findings.hits[:DEPTH]]


def _wagtail(backend: Any, found: Mapping[str, Listing], operator: str | None, query: Query) -> list[str]:
    rows = RivalListing.objects.all()
    if query.age or query.need:
        rows = rows.filter(key__in=list(_fitting(found, query)))
    return [listing.key for listing in backend.search(query.words, rows, operator=operator)[:DEPTH]]


def _wagtail_elasticsearch(prefix: str) -> Any:
    backend = ElasticsearchBackend({"URLS": [settings.ELASTICSEARCH_URL], "INDEX_PREFIX": prefix, "TIMEOUT": 20})
    index = backend.get_index_for_model(RivalListing)
    rebuilt = backend.rebuilder_class(index)
    target = rebuilt.start()
    target.add_model(RivalListing)
    target.add_items(RivalListing, list(RivalListing.objects.all()))
    rebuilt.finish()
    index.refresh()
    return backend


def _plain_index(name: str, found: Mapping[str, Listing]) -> Elasticsearch:
    """Elasticsearch as it comes, but for the analyser of the language."""
    client = Elasticsearch(settings.ELASTICSEARCH_URL, **CLIENT_OPTIONS)
    text = {"type": "text", "analyzer": "english"}
    fields = dict.fromkeys(("name", "summary", "description", "organisation", "labels"), text)
    client.options(ignore_status=404).indices.delete(index=name)
    client.indices.create(index=name, mappings={"properties": {"key": {"type": "keyword"}, **fields}})
    rows = RivalListing.objects.in_bulk(field_name="key")
    client.bulk(index=name, operations=list(_bulk(rows.values())), refresh=True)
    return client


def _bulk(rows: Iterable[RivalListing]) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {"index": {"_id": row.key}}
        names = ("key", "name", "summary", "description", "organisation", "labels")
        yield {name: getattr(row, name) for name in names}


def _plain(client: Elasticsearch, index: str, found: Mapping[str, Listing], query: Query) -> list[str]:
    asked: dict[str, Any] = {"must": {"multi_match": {"query": query.words, "fields": list(PLAIN_FIELDS)}}}
    if query.age or query.need:
        asked["filter"] = {"terms": {"key": list(_fitting(found, query))}}
    answer = client.search(index=index, query={"bool": asked}, size=DEPTH, source=False)
    return [hit["_id"] for hit in answer["hits"]["hits"]]


def _bm25(search: Callable[[str], list[str]], found: Mapping[str, Listing], query: Query) -> list[str]:
    ranking = search(query.words)
    fitting = set(_fitting(found, query)) if query.age or query.need else set(ranking)
    return [key for key in ranking if key in fitting]


def _fitting(found: Mapping[str, Listing], query: Query) -> Iterator[str]:
    """The listings that a filter by age and need would leave."""
    for key, listing in found.items():
        right_age = not query.age or listing.age_min <= int(query.age) <= listing.age_max
        right_need = not query.need or bool({query.need, vocabulary.ALL_SEND} & listing.needs)
        if right_age and right_need:
            yield key
