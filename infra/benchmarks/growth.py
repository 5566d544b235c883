"""How search slows down as a council's listings grow, in this process, without HTTP and HTML."""

from collections.abc import Iterator
from functools import partial

from django.http import QueryDict

from infra.benchmarks.queries import families_queries, query_string
from infra.benchmarks.table import compared
from infra.benchmarks.timing import Spread, Work, in_turns
from infra.benchmarks.world import ENGINES, Town, World, searching_with
from infra.local.errors import LocalError
from search.parameters import Parameters, read_parameters
from search.selectors import find
from search.taxonomy.selectors import terms_read_once
from tenants.councils.scope import council_scope


def measure(world: World) -> list[tuple[str, ...]]:
    """p50 and p95 of `find` on both engines, each size against the smallest, all sizes in turns."""
    spreads = _spreads(world)
    smallest, *larger = world.sizes
    rows = []
    for engine in ENGINES:
        first = spreads[_name(engine, smallest)]
        for size in larger:
            spread = spreads[_name(engine, size)]
            measure = f"find, {engine}, {size:,} listings, p50 / p95"
            rows.append(compared(measure, str(spread), f"{smallest:,} listings: {first}", spread.p50 / first.p50))
    rows += [_engines(size, *(spreads[_name(engine, size)] for engine in ENGINES)) for size in world.sizes]
    return rows


def _engines(size: int, ours: Spread, other: Spread) -> tuple[str, ...]:
    return compared(
        f"find on PostgreSQL, {size:,} listings, p50 / p95", str(ours), f"Elasticsearch: {other}", ours.p50 / other.p50
    )


def _spreads(world: World) -> dict[str, Spread]:
    searches = [list(_searches(world.full_town(size), size)) for size in world.sizes]
    cases = [{name: work for each in alike for name, work in each.items()} for alike in zip(*searches, strict=True)]
    times = in_turns(cases, world.rounds(3))
    return {name: Spread.of(seconds) for name, seconds in times.items()}


def _searches(town: Town, size: int) -> Iterator[dict[str, Work]]:
    """Each family's search in a council, on each engine."""
    with council_scope(town.council):
        read = [read_parameters(QueryDict(query_string(query))) for query in families_queries(town.spots)]
    for parameters in read:
        yield {_name(engine, size): partial(_find, town, engine, parameters) for engine in ENGINES}


def _find(town: Town, engine: str, parameters: Parameters) -> None:
    with council_scope(town.council), searching_with(engine), terms_read_once():
        answered = find(parameters=parameters).engine
    if answered != engine:
        raise LocalError(f"{answered} answered instead of {engine}.")


def _name(engine: str, size: int) -> str:
    return f"{engine} {size}"
