"""Requests that meet: each waits in PostgreSQL behind a row that nobody has committed, and all go on together."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from tenants.councils.models import Council
from tenants.councils.scope import council_scope


@contextmanager
def held(council: Council, write: Callable[[], Any]) -> Iterator[None]:
    """`write` is done and, at the end, taken back: whoever wants the same waits until then."""
    with council_scope(council), transaction.atomic():
        write()
        yield
        transaction.set_rollback(True)


def at_once(council: Council, write: Callable[[], Any], *acts: Callable[[], Any]) -> list[Any]:
    """What each act gives, on connections of their own: all come as far as what `write` holds before any goes on."""
    with ThreadPoolExecutor(len(acts)) as pool:
        with held(council, write):
            running = [pool.submit(_alone, act) for act in acts]
            while _waiting() < len(acts) and not any(each.done() for each in running):
                pass
        return [each.result(timeout=60) for each in running]


def _alone(act: Callable[[], Any]) -> Any:
    try:
        return act()
    finally:
        connection.close()


def _waiting() -> int:
    """How many connections wait for a lock: told anew each time, unlike `pg_stat_activity` within a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")
        return int(cursor.fetchone()[0])
