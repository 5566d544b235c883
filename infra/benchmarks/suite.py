"""Runs the measures in a world of their own. Imported once Django is set up."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Final, NamedTuple

from infra.benchmarks import (
    councils,
    counting,
    crowding,
    growth,
    idle,
    importing,
    publishing,
    rebuilding,
    searching,
    suggesting,
    weighing,
)
from infra.benchmarks.table import Table
from infra.benchmarks.world import World, open_world
from infra.local.supervisor import say


class Measure(NamedTuple):
    """What a table is called, what makes its rows, and what to know when reading it."""

    title: str
    rows: Callable[[World], list[tuple[str, ...]]]
    notes: tuple[str, ...] = ()


MEASURES: Final[dict[str, Measure]] = {
    "crowding": Measure(  # first, so that the installation beside it has one council
        "Many councils on one installation",
        crowding.measure,
        (
            "Each council has the same listings and is asked in turns. Its first search is not timed.",
            "`migrate_schemas` ran for some of the schemas, one by one between ours over all of them.",
        ),
    ),
    "searching": Measure(
        "A family's search",
        searching.measure,
        (
            "Over HTTP on loopback, one gunicorn worker each. PostgreSQL doesn't wait for the disk, as in tests.",
            "The bare requests are all that the page sends to Elasticsearch, with the same bodies by the same client.",
        ),
    ),
    "growth": Measure("Growth of a council", growth.measure, ("`find` in one process, without HTTP and HTML.",)),
    "suggesting": Measure("Suggestions while typing", suggesting.measure),
    "counting": Measure(
        "Queries of a page as what it shows grows",
        counting.measure,
        (
            "At 1, 4, 10 and 50. A call of an engine is one statement, or one request to Elasticsearch.",
            "With 3 results or fewer the page also counts what wider searches would give, all in one call, and reads "
            "unknown words as others that are near: a family with few results is offered a way on. These have a row "
            "of their own, as their number depends on what was asked, not on how much is found.",
        ),
    ),
    "weighing": Measure("A search page's weight", weighing.measure, ("The heaviest of the searches above.",)),
    "rebuilding": Measure(
        "Rebuild of an index",
        rebuilding.measure,
        (
            "Of rows that Elasticsearch had already, as after an upgrade. Marking 5,000 that it never had takes about "
            "a second more.",
        ),
    ),
    "publishing": Measure(
        "From published to found", publishing.measure, ("One worker; Elasticsearch refreshes itself.",)
    ),
    "importing": Measure(
        "Listings from a file",
        importing.measure,
        ("In turns in one process; the database's own time is beside it.",),
    ),
    "councils": Measure("A new council", councils.measure),
    "idle": Measure(
        "Councils in which nothing happens",
        idle.measure,
        (
            "Each regular task was run in one council with nothing to do, the dispatcher and the metrics for all; the "
            "minute is reckoned from how often they run. All councils but one are rows without a schema: neither the "
            "dispatcher nor the metrics open one.",
            "With the `SET search_path` of each cursor; without what Elasticsearch is asked.",
        ),
    ),
}


def run(names: Sequence[str], *, quick: bool) -> list[Table]:
    """Run the named measures one after the other; gives a table of each."""
    tables = []
    with open_world(quick=quick) as world:
        for name in (name for name in MEASURES if name in names):
            say(f"Measuring {name}")
            measure = MEASURES[name]
            tables.append(Table(title=measure.title, rows=tuple(measure.rows(world)), notes=measure.notes))
    if "relevance" in names:
        say("Measuring relevance")
        relevance = import_module("infra.benchmarks.relevance.measure")  # its own process reads its own settings
        tables.append(relevance.measure())
    return tables
