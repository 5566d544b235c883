"""How search slows down as a council's listings grow, in this process, without HTTP and HTML."""

from functools import partial

from django.http import QueryDict

from infra.benchmarks.queries import families_queries, query_string
from infra.benchmarks.table import compared
from infra.benchmarks.timing import Spread, Work, in_turns
from infra.benchmarks.world import ENGINES, World, searching_with
from infra.local.errors import LocalError
from search.parameters import Parameters, read_parameters
from search.services import find
from search.taxonomy.selectors import terms_read_once
from tenants.councils.scope import council_scope


def measure(world: World) -> list[tuple[str, ...]]:
    """p50 and p95 of `find` on both engines, each size against the smallest."""
    spreads = {size: _spreads(world, size) for size in world.sizes}
    smallest, *larger = world.sizes
    rows = []
    for engine in ENGINES:
        first = spreads[smallest][engine]
        for size in larger:
            spread = spreads[size][engine]
            measure = f"find, {engine}, {size:,} listings, p50 / p95"
            rows.append(compared(measure, str(spread), f"{smallest:,} listings: {first}", spread.p50 / first.p50))
    rows += [_engines(size, spreads[size]) for size in world.sizes]
    return rows


def _engines(size: int, spreads: dict[str, Spread]) -> tuple[str, ...]:
    ours, other = (spreads[engine] for engine in ENGINES)
    return compared(
        f"find on PostgreSQL, {size:,} listings, p50 / p95", str(ours), f"Elasticsearch: {other}", ours.p50 / other.p50
    )


def _spreads(world: World, size: int) -> dict[str, Spread]:
    town = world.full_town(size)
    with council_scope(town.council):
        read = [read_parameters(QueryDict(query_string(query))) for query in families_queries(town.spots)]
        cases: list[dict[str, Work]] = [
            {engine: partial(_find, engine, parameters) for engine in ENGINES} for parameters in read
        ]
        times = in_turns(cases, world.rounds(3))
    return {engine: Spread.of(times[engine]) for engine in ENGINES}


def _find(engine: str, parameters: Parameters) -> None:
    with searching_with(engine), terms_read_once():
        answered = find(parameters=parameters).engine
    if answered != engine:
        raise LocalError(f"{answered} answered instead of {engine}.")
