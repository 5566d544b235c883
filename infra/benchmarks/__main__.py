"""`python -m infra.benchmarks [NAMES] [--quick]`: measure, print one table, keep it in RESULTS.md.

`make bench` runs it with the servers it needs (`python -m infra.local run --elasticsearch`); nothing stays on them.
"""

import argparse
import signal
import sys
from datetime import UTC, datetime

from infra.benchmarks.results import save
from infra.benchmarks.surroundings import surroundings
from infra.benchmarks.table import joined
from infra.local.errors import LocalError

NAMES = (
    "crowding",
    "searching",
    "growth",
    "suggesting",
    "counting",
    "weighing",
    "rebuilding",
    "publishing",
    "importing",
    "councils",
    "idle",
    "relevance",
)


def main(words: list[str] | None = None) -> int:
    """Run the named measures, or all; an error that a person can put right is one sentence and exit status 1."""
    arguments = _parser().parse_args(words)
    try:
        with surroundings():
            import django

            django.setup()
            from infra.benchmarks.suite import run

            tables = run(arguments.names or NAMES, quick=arguments.quick)
    except LocalError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print("\n" + "\n\n".join(table.as_text() for table in joined(tables, "Speed and scale")))
    if not arguments.quick:
        save(tables, arguments.names, datetime.now(UTC))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=(*NAMES, []), metavar="NAME", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller councils; nothing is written")
    return parser


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that what it made is dropped
    sys.exit(main())
