"""Runs one reader over its inputs in a process that ends where the budget does:

    python -m tests.security.spending "a postcode"

names each input before it is read: the last one of a process that was ended is the one that did it.
"""

import resource
import signal
import sys
from pathlib import Path

from tests.security.budgets import BUDGETS, Budget


def spend(budget: Budget) -> None:
    reader = budget.reader()
    for name, make in budget.inputs():
        _lift()
        given = make()
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        _limit(budget)
        try:
            reader(given)
        except budget.refusals:
            continue


def _lift() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_PROF, 0)


def _limit(budget: Budget) -> None:
    """The timer's signal ends the process, in the middle of a pattern too; memory is counted from what there is."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (mapped + budget.memory, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_PROF, budget.cpu)


if __name__ == "__main__":
    spend(BUDGETS[sys.argv[1]])
