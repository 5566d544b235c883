"""Locks of a council's index, held by the database session so that a killed process lets go of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

from tenants.councils.scope import current_council

_REBUILD: Final = 0x5EA1
_FENCE: Final = 0x5EA2


class RebuildRunning(Exception):
    """Another process is rebuilding this council's index."""


@contextmanager
def rebuild_lock() -> Iterator[None]:
    """Hold the right to rebuild the open council's index. Raises RebuildRunning when another process has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_REBUILD, current_council().pk])
        if not cursor.fetchone()[0]:
            raise RebuildRunning("Another rebuild of this council's index is under way.")
    with _unlock_after("SELECT pg_advisory_unlock(%s, %s)", _REBUILD):
        yield


@contextmanager
def following() -> Iterator[None]:
    """Write to the live generation: waits while a rebuild swaps it, so that no write goes to one that was replaced."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s, %s)", [_FENCE, current_council().pk])
    with _unlock_after("SELECT pg_advisory_unlock_shared(%s, %s)", _FENCE):
        yield


@contextmanager
def swapping() -> Iterator[None]:
    """Swap generations: waits for the batches that are under way and holds up the next."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [_FENCE, current_council().pk])
    with _unlock_after("SELECT pg_advisory_unlock(%s, %s)", _FENCE):
        yield


@contextmanager
def _unlock_after(statement: str, kind: int) -> Iterator[None]:
    council = current_council().pk
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(statement, [kind, council])
