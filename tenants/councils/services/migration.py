"""Brings every schema up to date: public, then the template, then each council; at once when nothing is waiting.

What serves may then use what is there (`tenants.councils.services.grants`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from time import sleep
from typing import Final

from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.utils import get_public_schema_name, quote_schema_name, schema_exists
from psycopg.errors import LockNotAvailable

from tenants.councils.errors import StillBehind
from tenants.councils.locks import Lock, session_lock
from tenants.councils.models import TEMPLATE_SCHEMA, Council
from tenants.councils.scope import public_scope
from tenants.councils.services.grants import grant, grant_where_missing

Progress = Callable[[str], None]
LOCK_SECONDS: Final = 2
ROUNDS: Final = 5
PAUSE_SECONDS: Final = 5.0


def migrate_all(*, progress: Progress) -> list[str]:
    """Migrate every schema that has migrations waiting and make the template; gives the schemas that changed.

    A second run waits for the first. A schema in which a lock can't be had within LOCK_SECONDS is tried again after the
    others, ROUNDS times in all; raises StillBehind with those that are left.
    """
    with public_scope(), _only_one():
        known = _known()
        changed = _migrate([get_public_schema_name()], known, progress)
        _ensure_template()
        councils = list(Council.objects.real().values_list("schema_name", flat=True))
        changed += _migrate([TEMPLATE_SCHEMA, *councils], known, progress)
        grant_where_missing([get_public_schema_name(), TEMPLATE_SCHEMA, *councils])
        return changed


def waiting_schemas() -> list[str]:
    """Schemas with migrations waiting, for readiness and for `localoffer migrate --check`."""
    with public_scope():
        known = _known()
        schemas = [get_public_schema_name()]
        if known - _applied(schemas[0]):
            return schemas
        schemas += Council.objects.values_list("schema_name", flat=True)
        return [schema for schema in schemas if known - _applied(schema)]


def _migrate(schemas: list[str], known: frozenset[tuple[str, str]], progress: Progress) -> list[str]:
    waiting = [schema for schema in schemas if known - _applied(schema)]
    left = list(waiting)
    for attempt in range(ROUNDS):
        if attempt and left:
            sleep(PAUSE_SECONDS)
        left = [schema for schema in left if not _could_migrate(schema, progress)]
    if left:
        raise StillBehind(left)
    return waiting


def _could_migrate(schema: str, progress: Progress) -> bool:
    """Migrate one schema; False when somebody else is at work in one of its tables. What was done by then stays done.

    A migration that waits for a lock has everybody else wait behind it: so it gives up soon.
    """
    progress(f"Updating {schema}")
    try:
        with _soon_without_lock():
            _migrate_one(schema)
            grant(schema)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        progress(f"{schema} is in use: it is tried again")
        return False
    return True


@contextmanager
def _soon_without_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = %s", [f"{LOCK_SECONDS}s"])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = DEFAULT")


def _migrate_one(schema: str) -> None:
    """Run Django's own command in one schema.

    Its record of migrations is made first with `public` off the search path, or it would find and write public's.
    """
    connection.set_schema(schema, include_public=False)  # type: ignore[attr-defined]
    try:
        MigrationRecorder(connection).ensure_schema()
        connection.set_schema(schema)  # type: ignore[attr-defined]
        call_command(DjangoMigrate(), database="default", interactive=False, verbosity=0, skip_checks=True)
    finally:
        connection.set_schema_to_public()  # type: ignore[attr-defined]


@lru_cache(maxsize=1)
def _known() -> frozenset[tuple[str, str]]:
    """The migrations of this version, read from its files once a process."""
    return frozenset(MigrationLoader(None).graph.nodes)


def _applied(schema: str) -> set[tuple[str, str]]:
    """The migrations recorded in one schema: one small query, where Django's own plan reads the whole graph again."""
    table = f"{quote_schema_name(schema)}.django_migrations"
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [table])
        if cursor.fetchone()[0] is None:
            return set()
        cursor.execute(f"SELECT app, name FROM {table}")  # noqa: S608 (a quoted schema name)
        return set(cursor.fetchall())


def _ensure_template() -> None:
    """The schema that councils are cloned from: a row so that it migrates, no Domain so that no host reaches it."""
    Council.objects.get_or_create(schema_name=TEMPLATE_SCHEMA, defaults={"slug": TEMPLATE_SCHEMA, "name": "Template"})
    if not schema_exists(TEMPLATE_SCHEMA):
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {quote_schema_name(TEMPLATE_SCHEMA)}")


@contextmanager
def _only_one() -> Iterator[None]:
    """Hold a lock on a connection of its own, which no migration can close or roll back."""
    holder = connection.copy()
    try:
        with session_lock(Lock.MIGRATION, using=holder):
            yield
    finally:
        holder.close()
