"""Advisory locks of the database: one table of what they protect, held for the open council or the whole installation.

A session's lock ends with its connection, so a killed process never keeps one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum, unique
from typing import Any

from django.db import connection

from tenants.councils.scope import current_council


@unique
class Lock(IntEnum):
    """What only one process may do at a time. A number that is gone is never given to something else."""

    MIGRATION = 1
    COUNCIL_CREATION = 2
    AUDIT_CHAIN = 3
    LISTING_IMPORT = 4
    UPLOADS = 5
    INDEX_REBUILD = 6
    INDEX_GENERATION = 7
    """Shared by what writes to the live generation of an index, exclusive to what replaces it."""
    READING = 8
    STAFF = 9
    """Held by every change of who works at the council, so that the last of its managers can't be lost."""
    EDITIONS = 19


INSTALLATION_WIDE = frozenset({Lock.MIGRATION, Lock.COUNCIL_CREATION})


def lock_until_commit(lock: Lock) -> None:
    """Wait for a lock and keep it to the end of the open transaction."""
    _ask(connection, "SELECT pg_advisory_xact_lock(%s, %s)", _key(lock))


@contextmanager
def session_lock(lock: Lock, *, shared: bool = False, using: Any = connection) -> Iterator[None]:
    """Wait for a lock and keep it for the block, across transactions; `shared` beside others who share it."""
    key, kind = _key(lock), "_shared" if shared else ""
    _ask(using, f"SELECT pg_advisory_lock{kind}(%s, %s)", key)
    try:
        yield
    finally:
        _ask(using, f"SELECT pg_advisory_unlock{kind}(%s, %s)", key)


@contextmanager
def try_session_lock(lock: Lock) -> Iterator[bool]:
    """Keep a lock for the block when it is free; gives whether it was."""
    key = _key(lock)
    held = _ask(connection, "SELECT pg_try_advisory_lock(%s, %s)", key)
    try:
        yield held
    finally:
        if held:
            _ask(connection, "SELECT pg_advisory_unlock(%s, %s)", key)


def _key(lock: Lock) -> tuple[int, int]:
    """The number of the lock and of its council, 0 for the installation. Raises UnknownCouncil when none is open."""
    return int(lock), 0 if lock in INSTALLATION_WIDE else current_council().pk


def _ask(using: Any, statement: str, key: tuple[int, int]) -> bool:
    with using.cursor() as cursor:
        cursor.execute(statement, key)
        return bool(cursor.fetchone()[0])
