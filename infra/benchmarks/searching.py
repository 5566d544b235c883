"""A family's search over HTTP against the Elasticsearch request it needs, and one engine against the other."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import QueryDict
from elasticsearch import Elasticsearch

from infra.benchmarks.engine_calls import recorded_calls
from infra.benchmarks.queries import Query, families_queries, query_string
from infra.benchmarks.servers import Web
from infra.benchmarks.table import Target, compared
from infra.benchmarks.timing import Spread, Work, in_turns
from infra.benchmarks.world import Town, World, searching_with
from infra.local.errors import LocalError
from search.adapters.elasticsearch.engine import multi_search
from search.engines import factory
from search.parameters import read_parameters
from search.selectors import find
from tenants.councils.scope import council_scope

LISTINGS: Final = 5_000
AGAINST_BARE: Final = Target(limit=3)
AGAINST_ELASTICSEARCH: Final = Target(limit=2)


def measure(world: World) -> list[tuple[str, ...]]:
    """The page on either engine and the bare request, query by query in turns."""
    town = world.full_town(LISTINGS)
    queries = list(families_queries(town.spots))
    with Elasticsearch(settings.ELASTICSEARCH_URL) as client:
        cases = [_case(world, town, query, client) for query in queries]
        times = in_turns(cases, world.rounds(6), warm_ups=2)
    bare, on_elasticsearch, on_postgres = map(Spread.of, map(times.__getitem__, ("bare", "elasticsearch", "postgres")))
    page = f"a family's search, HTML page, {LISTINGS:,} listings"
    bare_requests = "its bare Elasticsearch requests"
    return [
        *_against(page, on_elasticsearch, bare_requests, bare, AGAINST_BARE),
        *_against(f"{page}, PostgreSQL", on_postgres, "the page on Elasticsearch", on_elasticsearch,
                  AGAINST_ELASTICSEARCH),
    ]  # fmt: skip


def requests_of(query: Query) -> list[list[dict[str, Any]]]:
    """The requests that Elasticsearch gets for one search of the open council, each with its searches' lines."""
    with searching_with("elasticsearch"), recorded_calls() as calls:
        find(parameters=read_parameters(QueryDict(query_string(query))), with_advice=True)
    return [multi_search(queries) for queries in calls]


def _case(world: World, town: Town, query: Query, client: Elasticsearch) -> dict[str, Work]:
    with council_scope(town.council):
        requests, alias = requests_of(query), factory.index_alias()
    pages = {engine: _page(world.web(engine), town, query, engine) for engine in ("elasticsearch", "postgres")}

    def ask() -> None:
        for searches in requests:
            client.msearch(index=alias, searches=searches)

    return {"bare": ask, **pages}


def _page(web: Web, town: Town, query: Query, engine: str) -> Callable[[], None]:
    path = f"/search/?{query_string(query)}"

    def visit() -> None:
        answered = web.get(town.host, path).headers["x-search-engine"]
        if answered != engine:
            raise LocalError(f"{answered} answered instead of {engine}.")

    return visit


def _against(measure: str, ours: Spread, other: str, theirs: Spread, target: Target) -> list[tuple[str, ...]]:
    def row(name: str, our_time: float, their_time: float) -> tuple[str, ...]:
        return compared(
            f"{measure}, {name}", f"{our_time:.1f} ms", f"{other}: {their_time:.1f} ms", our_time / their_time, target
        )

    return [row("p50", ours.p50, theirs.p50), row("p95", ours.p95, theirs.p95)]
