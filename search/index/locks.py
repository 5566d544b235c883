"""Locks of a council's index."""

from collections.abc import Iterator
from contextlib import contextmanager

from tenants.councils.locks import Lock, session_lock, try_session_lock


class RebuildRunning(Exception):
    """Another process is rebuilding this council's index."""


@contextmanager
def rebuild_lock() -> Iterator[None]:
    """Hold the right to rebuild the open council's index. Raises RebuildRunning when another process has it."""
    with try_session_lock(Lock.INDEX_REBUILD) as held:
        if not held:
            raise RebuildRunning("Another rebuild of this council's index is under way.")
        yield


@contextmanager
def following() -> Iterator[None]:
    """Write to the live generation: waits while a rebuild swaps it, so that no write goes to one that was replaced."""
    with session_lock(Lock.INDEX_GENERATION, shared=True):
        yield


@contextmanager
def swapping() -> Iterator[None]:
    """Swap generations: waits for the batches that are under way and holds up the next."""
    with session_lock(Lock.INDEX_GENERATION):
        yield
