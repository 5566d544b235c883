"""The test run's databases. Migrating takes half a minute, copying a database takes a second.

One migrated database is kept on the server for each state of the migrations; every run, and every worker of a run,
copies it, adds two councils and works on that. After a test that really commits, the copy is made anew.

Tests are the role that serves, which makes and drops no tables: what does that is done by `owning`.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection, connections
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("tenants", "search", "providers", "cms", "platform")
LOCK = 7_266_100


@contextmanager
def owning() -> Iterator[None]:
    """Be the role that owns the tables, on this connection and on those of threads that begin meanwhile."""
    options = connection.settings_dict["OPTIONS"]
    role = options.pop("assume_role", None)
    if connection.connection is not None:
        _be("NONE")
    try:
        yield
    finally:
        if role:
            options["assume_role"] = role
        if role and connection.connection is not None and not _failed():
            _be(role)


def serving_url() -> str:
    """The address of the tests' database for a process that serves, as DATABASE_URL."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}"))


def migrated_name() -> str:
    """The kept database's name: a digest of all that shapes the tables."""
    digest = hashlib.sha256()
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("migrations/*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    for name in ("migration", "grants"):
        digest.update((ROOT / f"tenants/councils/services/{name}.py").read_bytes())
    digest.update(repr(settings.INSTALLED_APPS).encode())
    return f"ready_{digest.hexdigest()[:16]}"


def use(name: str) -> None:
    """Point Django's connection at a database."""
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def exists(name: str) -> bool:
    """Whether the server has a database of this name."""
    with server() as cursor:
        return cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def copy(source: str, target: str) -> None:
    """Make `target` a fresh copy of `source`, closing whoever is connected to either."""
    drop(target)
    with server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # a copy fails while another one reads the source
        _disconnect(cursor, source)
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(target), sql.Identifier(source)))


def drop(name: str) -> None:
    """Remove a database if it is there. By force, a role that is no superuser fails where autovacuum is at work."""
    connections.close_all()
    with server() as cursor:
        _disconnect(cursor, name)
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Keep other runs and workers from building the same database."""
    with server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        yield


@contextmanager
def server() -> Iterator[psycopg.Cursor]:
    """A cursor on the server's own database."""
    given = connection.settings_dict
    with (
        psycopg.connect(
            host=given["HOST"] or None,
            port=given["PORT"] or None,
            user=given["USER"] or None,
            password=given["PASSWORD"] or None,
            dbname="postgres",
            autocommit=True,
        ) as opened,
        opened.cursor() as cursor,
    ):
        yield cursor


def _disconnect(cursor: psycopg.Cursor, name: str) -> None:
    cursor.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'",
        [name],
    )


def _failed() -> bool:
    """Whether the open transaction takes nothing more; what was set in it goes with it."""
    return bool(connection.connection.info.transaction_status == psycopg.pq.TransactionStatus.INERROR)


def _be(role: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
