"""Runs readers over their inputs, each in a process that ends where its budget does:

    echo "a postcode" | python -m tests.security.spending

names each input before it is read: the last one of a process that was ended is the one that did it. A line of its own
says how the process ended, as `subprocess` does. Each is a fork, so that what readers import is imported once.
"""

import json
import os
import resource
import signal
import sys
import tempfile
import traceback
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


def _spend_apart(name: str) -> dict[str, object]:
    """What one reader's process named and said, and how it ended."""
    with tempfile.TemporaryFile("w+") as named, tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if not child:
            os.dup2(named.fileno(), 1)
            os.dup2(said.fileno(), 2)
            ended = 1
            try:
                spend(BUDGETS[name])
                ended = 0
            except BaseException:  # it must not go on as its parent does
                traceback.print_exc()
            finally:
                _lift()
                sys.stderr.flush()
                os._exit(ended)
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        named.seek(0)
        said.seek(0)
        return {"began": named.read().splitlines(), "ended": ended, "said": said.read()}


def serve() -> None:
    """Answer each line with a line. What is imported may write to standard output too: that goes to the other."""
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)
        for each in BUDGETS.values():
            each.reader()
        for line in sys.stdin:
            answers.write(f"{json.dumps(_spend_apart(line.strip()))}\n")
            answers.flush()


if __name__ == "__main__":
    serve()
