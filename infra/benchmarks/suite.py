"""Runs the measures in a world of their own. Imported once Django is set up."""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from infra.benchmarks import councils, counting, growth, publishing, rebuilding, searching, suggesting, weighing
from infra.benchmarks.table import Table
from infra.benchmarks.world import World, open_world
from infra.local.supervisor import say

Rows = list[tuple[str, ...]]
MEASURES: Final[dict[str, Callable[[World], Rows]]] = {
    "searching": searching.measure,
    "growth": growth.measure,
    "suggesting": suggesting.measure,
    "counting": counting.measure,
    "weighing": weighing.measure,
    "rebuilding": rebuilding.measure,
    "publishing": publishing.measure,
    "councils": councils.measure,
}
NOTES: Final = (
    "Web servers: gunicorn with one worker on loopback. PostgreSQL runs as for tests, without waiting for the disk.",
    "A page's “bare Elasticsearch request” is the first one it makes, sent by the same client with the same body.",
    "Not measured yet: 150 councils on one installation, and upgrades over them.",
)


def run(names: Sequence[str], *, quick: bool) -> list[Table]:
    """Run the named measures one after the other; gives the table of speed and, when it is named, that of relevance."""
    tables = []
    rows: Rows = []
    with open_world(quick=quick) as world:
        for name in (name for name in MEASURES if name in names):
            say(f"Measuring {name}")
            rows += MEASURES[name](world)
    if rows:
        tables.append(Table(title="Speed and scale", rows=tuple(rows), notes=NOTES))
    if "relevance" in names and find_spec("infra.benchmarks.relevance"):
        say("Measuring relevance")
        tables.append(import_module("infra.benchmarks.relevance").measure())
    return tables
