"""Copies a schema: its tables with rows, indexes, constraints, triggers and grants, under the names they have.

PostgreSQL describes each part with the source's names in sight, so without its schema; the same words then make it
where the target's names are in sight. django-tenants' own function looks each part up by name among all councils'
(`infra/decisions/0012-cloning.md`).
"""

from typing import Final

from django.db import connection
from django.db.backends.utils import CursorWrapper

TABLES: Final = """
SELECT format(
    'CREATE TABLE %%I (LIKE %%I.%%1$I INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY)', relname, nspname
)
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname = %(source)s AND relkind = 'r' ORDER BY relname
"""
ROWS: Final = """
SELECT format('INSERT INTO %%I (%%s) OVERRIDING SYSTEM VALUE SELECT %%2$s FROM %%I.%%1$I', relname, columns, nspname)
FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace CROSS JOIN LATERAL (
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
    WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
) AS names (columns)
WHERE nspname = %(source)s AND relkind = 'r' ORDER BY relname
"""
NUMBERS: Final = """
SELECT format(
    'ALTER TABLE %%I ALTER %%I ADD GENERATED %%s AS IDENTITY '
    '(SEQUENCE NAME %%I START %%s INCREMENT %%s MINVALUE %%s MAXVALUE %%s CACHE %%s %%s CYCLE)',
    c.relname, attname, CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END,
    s.relname, seqstart, seqincrement, seqmin, seqmax, seqcache, CASE WHEN NOT seqcycle THEN 'NO' END
) || coalesce(
    '; SELECT setval(' || quote_literal(quote_ident(s.relname)) || ', ' || pg_sequence_last_value(s.oid) || ')', ''
)
FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_sequence ON seqrelid = pg_get_serial_sequence(format('%%I.%%I', nspname, c.relname), attname)::regclass
JOIN pg_class s ON s.oid = seqrelid
WHERE nspname = %(source)s AND c.relkind = 'r' AND attidentity <> '' ORDER BY s.relname
"""
KEYS: Final = """
SELECT format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', relname, conname, pg_get_constraintdef(k.oid))
FROM pg_constraint k JOIN pg_namespace n ON n.oid = connamespace JOIN pg_class c ON c.oid = conrelid
WHERE nspname = %(source)s AND contype IN ('p', 'u', 'x', 'f') ORDER BY contype = 'f', relname, conname
"""
INDEXES: Final = """
SELECT pg_get_indexdef(indexrelid, 0, true)
FROM pg_index i JOIN pg_class c ON c.oid = indrelid JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname = %(source)s AND NOT EXISTS (
    SELECT FROM pg_constraint WHERE conrelid = indrelid AND conindid = indexrelid AND contype IN ('p', 'u', 'x')
)
ORDER BY indexrelid
"""
TRIGGERS: Final = """
SELECT pg_get_triggerdef(t.oid, true)
FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname = %(source)s AND NOT tgisinternal ORDER BY relname, tgname
"""
GRANTS: Final = """
SELECT format('GRANT %%s%%s ON %%s %%I TO %%s', privilege_type, '(' || quote_ident(attname) || ')', kind, name, taker)
FROM (
    SELECT 'SCHEMA', %(target)s, NULL, nspacl, nspowner FROM pg_namespace WHERE nspname = %(source)s
    UNION ALL
    SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname, NULL, relacl, relowner
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = %(source)s
    UNION ALL
    SELECT 'TABLE', relname, attname, attacl, relowner
    FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n ON n.oid = relnamespace
    WHERE nspname = %(source)s
) AS things (kind, name, attname, acl, owner)
CROSS JOIN aclexplode(acl) WITH ORDINALITY AS given (grantor, grantee, privilege_type, is_grantable, place)
CROSS JOIN LATERAL (SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END) AS takers (taker)
WHERE grantee <> owner ORDER BY name, attname, place
"""
PARTS: Final = (TABLES, NUMBERS, ROWS, KEYS, INDEXES, TRIGGERS, GRANTS)
"""In the order they are made: keys and triggers hold for the rows, and are quicker to check once than row by row."""

OTHERS: Final = """
SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname = %(source)s
AND (relkind NOT IN ('r', 'i', 'S') OR relkind = 'r' AND (reloptions IS NOT NULL OR relrowsecurity))
UNION ALL
SELECT s.relname FROM pg_class s JOIN pg_namespace n ON n.oid = relnamespace
WHERE nspname = %(source)s AND relkind = 'S' AND NOT EXISTS (
    SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = s.oid AND deptype = 'i'
)
UNION ALL
SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname = %(source)s
UNION ALL
SELECT typname FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
WHERE nspname = %(source)s AND typtype NOT IN ('b', 'c')
"""


class NotCloned(RuntimeError):
    """The schema holds something that is not copied; the message names it."""


def clone_schema(source: str, target: str) -> None:
    """Make the schema `target`, equal to `source`; call it in a transaction. Raises NotCloned and changes nothing.

    The search path is the caller's again afterwards.
    """
    names = {"source": source, "target": target}
    with connection.cursor() as cursor:
        others = _column(cursor, OTHERS, names)
        if others:
            raise NotCloned(f"{source} has more than tables, numbered columns and triggers: {', '.join(others)}.")
        _see(cursor, source)
        statements = [statement for part in PARTS for statement in _column(cursor, part, names)]
        cursor.execute(f"CREATE SCHEMA {connection.ops.quote_name(target)}")
        _see(cursor, target)
        cursor.execute(";\n".join(statements))


def _see(cursor: CursorWrapper, schema: str) -> None:
    """Let names without a schema mean this one's, until the next cursor opens the caller's."""
    cursor.execute("SELECT set_config('search_path', %s, true)", [f"{connection.ops.quote_name(schema)}, public"])


def _column(cursor: CursorWrapper, statement: str, names: dict[str, str]) -> list[str]:
    cursor.execute(statement, names)
    return [value for (value,) in cursor.fetchall()]
