"""`python -m infra.benchmarks [NAMES] [--quick]`: measure, print one table, write RESULTS.md.

`make bench` runs it with the servers it needs (`python -m infra.local run --elasticsearch`); nothing stays on them.
"""

import argparse
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from infra.benchmarks.surroundings import surroundings
from infra.benchmarks.table import Table
from infra.local.errors import LocalError

RESULTS = Path(__file__).parent / "RESULTS.md"
NAMES = (
    "searching",
    "growth",
    "suggesting",
    "counting",
    "weighing",
    "rebuilding",
    "publishing",
    "councils",
    "relevance",
)


def main(words: list[str] | None = None) -> int:
    """Run the named measures, or all; an error that a person can put right is one sentence and exit status 1."""
    arguments = _parser().parse_args(words)
    names = tuple(arguments.names) or NAMES
    try:
        with surroundings():
            import django

            django.setup()
            from infra.benchmarks.suite import run

            tables = run(names, quick=arguments.quick)
    except LocalError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print("\n" + "\n\n".join(table.as_text() for table in tables))
    if names == NAMES and not arguments.quick:
        RESULTS.write_text(_page(tables), encoding="utf-8")
    return 0


def _page(tables: list[Table]) -> str:
    cores, memory = os.cpu_count(), os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    head = (
        "# What `make bench` measured last\n\n"
        f"`make bench`, {datetime.now(UTC):%d %B %Y}, on {cores} cores and {memory:.0f} GB of memory, "
        f"Python {platform.python_version()}.\n"
        "Times are medians and 95th percentiles; what is compared was timed in turns in one run. "
        "Listings are synthetic, the same in every run."
    )
    return "\n\n".join((head, *(table.as_markdown() for table in tables))) + "\n"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=(*NAMES, []), metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller councils; nothing is written")
    return parser


if __name__ == "__main__":
    sys.exit(main())
