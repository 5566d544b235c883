"""How many files are read at once on this machine, whichever process asks: the others go on answering."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import gettempdir
from time import monotonic, sleep
from typing import Final

from tenants.confined.errors import Busy

AT_ONCE: Final = 2
"""Of the five processes that answer requests."""
WAIT: Final = 3.0
_PAUSE: Final = 0.05


@contextmanager
def turn() -> Iterator[None]:
    """One of the turns, for the block. Raises Busy when all are taken for 3 seconds."""
    until = monotonic() + WAIT
    with ExitStack() as held:
        while not any(_taken(number, held) for number in range(AT_ONCE)):
            if monotonic() > until:
                raise Busy
            sleep(_PAUSE)
        yield


def _taken(number: int, held: ExitStack) -> bool:
    """Whether this turn was free: a lock on its file ends with the process that has it, however that ends."""
    path = Path(gettempdir()) / f"localoffer-{os.getuid()}-reads-{number}.lock"
    file = held.enter_context(path.open("w"))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return False
    return True
