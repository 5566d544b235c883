"""Puts together the engine and the index that the settings ask for. Adapters are imported here alone."""

from collections.abc import Iterable
from functools import lru_cache

from django.conf import settings

from search.adapters.elasticsearch.client import INDEXING_SECONDS, client
from search.adapters.elasticsearch.engine import ElasticsearchEngine
from search.adapters.elasticsearch.index import ElasticsearchIndex, aliases_of_layout
from search.adapters.elasticsearch.mapping import MAPPING_VERSION
from search.adapters.postgres.engine import PostgresEngine
from search.engines.failover import Failover
from search.engines.tallies import note_open_breaker
from search.ports import SearchEngine, SearchIndex
from tenants.breakers import OPEN_SECONDS, CircuitBreaker
from tenants.councils.scope import current_council


def engine() -> SearchEngine:
    """The engine that answers the open council's searches. Raises UnknownCouncil outside a council."""
    alias = index_alias()
    postgres = table_engine()
    if settings.SEARCH_ENGINE != "elasticsearch":
        return postgres
    asked = client(settings.ELASTICSEARCH_URL, settings.SEARCH_TIMEOUT_MS / 1000)
    first = ElasticsearchEngine(client=asked, alias=alias)
    return Failover(first=first, then=postgres, breaker=_breaker(settings.ELASTICSEARCH_URL))


def table_engine() -> SearchEngine:
    """The engine that reads the open council's table itself: it knows at once what has just been written."""
    return PostgresEngine(timeout_ms=settings.SEARCH_POSTGRES_TIMEOUT_MS)


def index() -> SearchIndex | None:
    """The open council's copy outside PostgreSQL, or None when no Elasticsearch is configured."""
    if not settings.ELASTICSEARCH_URL:
        return None
    return ElasticsearchIndex(client=client(settings.ELASTICSEARCH_URL, INDEXING_SECONDS), alias=index_alias())


def index_alias() -> str:
    """The name of the open council's index: by council id, so that a slug can change hands or a backup come back.

    It names the layout too, so that no search asks an index that another version of the platform has laid out.
    """
    return _alias_of(current_council().pk)


def councils_without_index(councils: Iterable[int]) -> list[int]:
    """Those councils (primary keys) whose index is missing or outdated, in one request; none without Elasticsearch.

    Raises EngineUnavailable.
    """
    if not settings.ELASTICSEARCH_URL:
        return []
    asked = client(settings.ELASTICSEARCH_URL, INDEXING_SECONDS)
    there = aliases_of_layout(asked, prefix=settings.SEARCH_INDEX_PREFIX)
    return [council for council in councils if _alias_of(council) not in there]


def _alias_of(council: int) -> str:
    return f"{settings.SEARCH_INDEX_PREFIX}-{council}-v{MAPPING_VERSION}"


@lru_cache(maxsize=4)
def _breaker(url: str) -> CircuitBreaker:
    """One for each server and process: every council's searches learn from each other's failures."""
    return CircuitBreaker(open_seconds=OPEN_SECONDS, on_open=note_open_breaker)
