"""What 150 councils on one installation cost a family's search, a new council and an upgrade."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import cycle
from statistics import median
from typing import Final

from django.core.management import call_command

from infra.benchmarks.crowd import Crowd, crowd_around
from infra.benchmarks.queries import families_queries, query_string
from infra.benchmarks.table import Target, compared
from infra.benchmarks.timing import Spread, Work, in_turns, in_words, seconds_of
from infra.benchmarks.world import ENGINES, Town, World
from tenants.councils.models import Council
from tenants.councils.services.migration import migrate_all

COUNCILS: Final = 150
LISTINGS: Final = 500
SEARCHES: Final = Target(limit=1.2)
UPGRADES: Final = Target(limit=10, at_least=True)
ASKED_THE_SLOW_WAY: Final = 10
"""So many schemas are migrated the other way: all of them would take many minutes."""


def measure(world: World) -> list[tuple[str, ...]]:
    """Searches on two installations in turns, then what operators do on the larger one."""
    town = world.full_town(LISTINGS)
    councils = 15 if world.quick else COUNCILS
    alone = Council.objects.real().count()
    with crowd_around(town, councils) as crowd:
        rows = [row for engine in ENGINES for row in _searches(world, town, crowd, engine, alone)]
        return [*rows, _new_council(crowd), _upgrade(councils)]


def _searches(world: World, town: Town, crowd: Crowd, engine: str, alone: int) -> Iterator[tuple[str, ...]]:
    """Every search from the next council of the many, and from the same one where it is alone."""
    few = partial(world.web(engine).get, town.host)
    with crowd.web(engine) as many:
        for host in crowd.hosts:
            many.get(host, "/search/?q=autism")
        hosts = cycle(crowd.hosts)

        def visit_next(path: str) -> None:
            many.get(next(hosts), path)

        paths = [f"/search/?{query_string(query)}" for query in families_queries(town.spots)]
        cases: list[dict[str, Work]] = [
            {"few": partial(few, path), "many": partial(visit_next, path)} for path in paths
        ]
        times = in_turns(cases, world.rounds(12))
    ours, other = Spread.of(times["many"]), Spread.of(times["few"])
    measure = f"a family's search, HTML page, {LISTINGS} listings each, {engine}"
    yield compared(
        f"{measure}, {len(crowd.hosts)} councils, p95",
        in_words(ours.p95),
        f"{alone} council{'' if alone == 1 else 's'}: {in_words(other.p95)}",
        ours.p95 / other.p95,
        SEARCHES,
    )


def _new_council(crowd: Crowd) -> tuple[str, ...]:
    first, last = (median(seconds) * 1000 for seconds in _ends(crowd.seconds_to_make))
    return compared(
        f"a new council beside {len(crowd.hosts) - 1}", in_words(last), f"beside 1: {in_words(first)}", last / first
    )


def _ends(seconds: Sequence[float]) -> tuple[Sequence[float], Sequence[float]]:
    return seconds[:5], seconds[-5:]


def _upgrade(councils: int) -> tuple[str, ...]:
    """Ours over all of the schemas; django-tenants' over some, in turns, and reckoned up to all."""
    schemas = list(Council.objects.order_by("pk").values_list("schema_name", flat=True))
    ours, theirs = [], []
    for schema in schemas[:: len(schemas) // ASKED_THE_SLOW_WAY][:ASKED_THE_SLOW_WAY]:
        migrate_one = partial(call_command, "migrate_schemas", schema_name=schema, interactive=False, verbosity=0)
        theirs.append(seconds_of(migrate_one))
        ours.append(seconds_of(partial(migrate_all, progress=lambda _: None)))
    whole = median(theirs) * (len(schemas) + 1)
    return compared(
        f"an upgrade with nothing to do, {councils} councils",
        in_words(median(ours) * 1000),
        f"migrate_schemas: {in_words(whole * 1000)}, reckoned from {len(theirs)} of {len(schemas) + 1} schemas",
        whole / median(ours),
        UPGRADES,
    )
