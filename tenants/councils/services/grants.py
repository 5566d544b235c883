"""What the role that serves may do: rows are its, tables and schemas are their owner's (infra/decisions/0038).

Whoever takes over a web process can then neither empty a table nor rewrite the audit trail. A clone has the grants of
the template; `localoffer migrate` gives them wherever one is missing, and anew in each schema that it changed.
"""

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

ROWS: Final = "SELECT, INSERT, UPDATE, DELETE"
LESS: Final = {
    "audit_entry": "SELECT, INSERT, UPDATE (position, hash)",
    "audit_anchor": "SELECT",
    "django_migrations": "SELECT",
}
"""Tables that are only written on: the trail, which a function alone shortens, and the record of migrations."""

LACKING: Final = """
SELECT DISTINCT nspname FROM pg_namespace n LEFT JOIN pg_class c ON relnamespace = n.oid
WHERE nspname = ANY(%(schemas)s) AND (
    NOT has_schema_privilege(%(role)s, n.oid, 'USAGE')
    OR relkind = 'r' AND (
        NOT has_table_privilege(%(role)s, c.oid, 'SELECT')
        OR has_table_privilege(%(role)s, c.oid, 'TRUNCATE, TRIGGER, REFERENCES')
        OR has_table_privilege(%(role)s, c.oid, 'DELETE') = (relname = ANY(%(less)s))
    )
    OR relkind = 'S' AND NOT has_sequence_privilege(%(role)s, c.oid, 'USAGE')
)
"""


def grant_where_missing(schemas: Sequence[str]) -> None:
    """Give the serving role what it needs in those of the schemas where that isn't so already."""
    if settings.DATABASE_SERVING_ROLE:
        given = {"role": settings.DATABASE_SERVING_ROLE, "schemas": list(schemas), "less": list(LESS)}
        with connection.cursor() as cursor:
            cursor.execute(LACKING, given)
            lacking = [schema for (schema,) in cursor.fetchall()]
        for schema in lacking:
            grant(schema)


def grant(schema: str) -> None:
    """Give the serving role what it needs in one schema, and no more; nothing where one role does everything."""
    if not settings.DATABASE_SERVING_ROLE:
        return
    names = {"schema": sql.Identifier(schema), "role": sql.Identifier(settings.DATABASE_SERVING_ROLE)}
    statements = [
        "GRANT USAGE ON SCHEMA {schema} TO {role}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}",
        f"GRANT {ROWS} ON ALL TABLES IN SCHEMA {{schema}} TO {{role}}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s AND tablename = ANY(%s)", [schema, [*LESS]]
        )
        for (table,) in cursor.fetchall():
            statements += [
                f"REVOKE ALL ON {{schema}}.{table} FROM {{role}}",
                f"GRANT {LESS[table]} ON {{schema}}.{table} TO {{role}}",
            ]
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(**names))
