"""Suggestions while typing against whole searches of the same letters."""

from functools import partial
from typing import Final
from urllib.parse import urlencode

from infra.benchmarks.queries import beginnings
from infra.benchmarks.table import Target, compared
from infra.benchmarks.timing import Spread, Work, in_turns
from infra.benchmarks.world import ENGINES, World

LISTINGS: Final = 5_000
TARGET: Final = Target(limit=0.5)


def measure(world: World) -> list[tuple[str, ...]]:
    """p95 of `/api/suggest` against p95 of `/api/search`, over HTTP, on each engine."""
    return [_row(world, engine) for engine in ENGINES]


def _row(world: World, engine: str) -> tuple[str, ...]:
    town, web = world.full_town(LISTINGS), world.web(engine)
    cases: list[dict[str, Work]] = [
        {
            name: partial(web.get, town.host, f"/api/{name}?{urlencode({'q': beginning})}")
            for name in ("suggest", "search")
        }
        for beginning in beginnings()
    ]
    times = in_turns(cases, world.rounds(3))
    suggest, search = Spread.of(times["suggest"]), Spread.of(times["search"])
    return compared(
        f"/api/suggest, {LISTINGS:,} listings, p95",
        f"{suggest.p95:.1f} ms",
        f"/api/search on {engine}: {search.p95:.1f} ms",
        suggest.p95 / search.p95,
        TARGET,
    )
