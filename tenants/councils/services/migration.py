"""Brings every schema up to date: public, then the template, then each council; at once when nothing is waiting.

What serves may then use what is there (`tenants.councils.services.grants`).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_tenants.utils import get_public_schema_name, quote_schema_name, schema_exists

from tenants.councils.locks import Lock, session_lock
from tenants.councils.models import TEMPLATE_SCHEMA, Council
from tenants.councils.scope import public_scope
from tenants.councils.services.grants import grant, grant_where_missing

Progress = Callable[[str], None]


def migrate_all(*, progress: Progress) -> list[str]:
    """Migrate every schema that has migrations waiting and make the template; gives the schemas that changed.

    A second run waits for the first.
    """
    with public_scope(), _only_one():
        known = set(MigrationLoader(None).graph.nodes)
        changed = _migrate([get_public_schema_name()], known, progress)
        _ensure_template()
        councils = list(Council.objects.real().values_list("schema_name", flat=True))
        changed += _migrate([TEMPLATE_SCHEMA, *councils], known, progress)
        grant_where_missing([get_public_schema_name(), TEMPLATE_SCHEMA, *councils])
        return changed


def waiting_schemas() -> list[str]:
    """Schemas with migrations waiting, for readiness and for `localoffer migrate --check`."""
    with public_scope():
        known = set(MigrationLoader(None).graph.nodes)
        schemas = [get_public_schema_name()]
        if known - _applied(schemas[0]):
            return schemas
        schemas += Council.objects.values_list("schema_name", flat=True)
        return [schema for schema in schemas if known - _applied(schema)]


def _migrate(schemas: list[str], known: set[tuple[str, str]], progress: Progress) -> list[str]:
    waiting = [schema for schema in schemas if known - _applied(schema)]
    for number, schema in enumerate(waiting, start=1):
        progress(f"Updating {schema} ({number} of {len(waiting)})")
        _migrate_one(schema)
        grant(schema)
    return waiting


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
