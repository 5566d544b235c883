"""What search tests of both engines share."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from search.adapters.elasticsearch.client import client
from search.adapters.elasticsearch.engine import ElasticsearchEngine
from search.documents import EngineAnswer, SearchDocument
from search.engines import factory
from search.index.services.documents import put_document, remove_document
from search.index.services.follower import follow
from search.index.services.rebuild import rebuild_index
from search.ports import SearchEngine
from search.query import SearchQuery
from tests import databases

PATIENCE = 120.0


@dataclass
class Search:
    """What a test does: put and remove listings, then ask. `catch_up` is what the worker does after a commit."""

    engine: SearchEngine
    catch_up: Callable[[], Any]

    def put(self, *documents: SearchDocument) -> None:
        for document in documents:
            put_document(document=document)
        self.catch_up()

    def remove(self, key: str) -> None:
        remove_document(key=key)
        self.catch_up()

    def ask(self, **query: Any) -> EngineAnswer:
        return self.engine.search(SearchQuery(**query))

    def names(self, **query: Any) -> list[str]:
        return [document.name for document in self.ask(**query).documents]


def elasticsearch_of() -> Search:
    """The open council's search on the running Elasticsearch, emptied first: making an index takes most of a second.

    Copying the database anew after a test that commits rewinds the sequence of versions, as nothing may in production:
    the clock sets it beyond all that earlier tests used.
    """
    with databases.owning(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval('public.search_version_seq', (extract(epoch FROM clock_timestamp()) * 1e6)::bigint)"
        )
    index = factory.index()
    asked = client(settings.ELASTICSEARCH_URL, PATIENCE)
    if index.outdated():
        rebuild_index()
    index.drop_orphans()  # of a rebuild that failed in another test
    asked.indices.refresh(index=factory.index_alias())  # else what was written just now isn't found, and stays
    asked.delete_by_query(index=factory.index_alias(), query={"match_all": {}}, refresh=True)

    def catch_up() -> None:
        follow()
        asked.indices.refresh(index=factory.index_alias())

    return Search(ElasticsearchEngine(client=asked, alias=factory.index_alias()), catch_up)


@pytest.fixture(scope="session", autouse=True)
def no_index_left() -> Iterator[None]:
    """The run's indexes go with it."""
    yield
    if settings.ELASTICSEARCH_URL:
        asked = client(settings.ELASTICSEARCH_URL, PATIENCE)
        names = asked.indices.get(index=f"{settings.SEARCH_INDEX_PREFIX}-*", features="aliases").body
        for name in names:
            asked.indices.delete(index=name)
