"""`python -m infra.benchmarks.relevance`: how well searches are answered, against other engines, by judged answers.

`--queries` shows what our engine answers to each query that may be tuned on, with the grades; `--pool` what any system
shows that nobody has judged; `--keep` leaves the councils on the servers, so that the next run with it is quick.
"""

import argparse
import json
import subprocess
import sys

from infra.benchmarks.relevance.surroundings import surroundings
from infra.benchmarks.table import Table
from infra.local.errors import LocalError
from infra.local.places import REPOSITORY


def measure() -> Table:
    """The table of all systems, measured by a process of its own: it needs settings that no other measure has.

    Raises LocalError when that process fails.
    """
    command = [sys.executable, "-m", "infra.benchmarks.relevance", "--json"]
    done = subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise LocalError("Relevance could not be measured.")
    answer = json.loads(done.stdout.splitlines()[-1])
    rows = tuple(tuple(row) for row in answer["rows"])
    return Table(title=answer["title"], columns=tuple(answer["columns"]), rows=rows, notes=tuple(answer["notes"]))


def main(words: list[str] | None = None) -> int:
    """Measure, and print what was asked for; exit status 1 with a sentence when it can't be done."""
    arguments = _parser().parse_args(words)
    try:
        with surroundings(keep=arguments.keep):
            import django

            django.setup()
            from infra.benchmarks.relevance import report

            text = report.text(arguments)
    except LocalError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    print(text)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m infra.benchmarks.relevance", description=__doc__)
    parser.add_argument("--queries", action="store_true", help="our answers to the queries for tuning, worst first")
    parser.add_argument("--engine", choices=("postgres", "elasticsearch"), default="postgres", help="for --queries")
    parser.add_argument("--pool", action="store_true", help="what is shown by any system and not judged")
    parser.add_argument("--keep", action="store_true", help="keep the councils for the next run")
    parser.add_argument("--json", action="store_true", help=argparse.SUPPRESS)
    return parser
