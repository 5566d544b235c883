"""Whoever takes over a web process has the rows, not the tables, and can't rewrite the audit trail."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from tenants.audit.models import Entry
from tenants.audit.services import KEPT, purge, record, seal
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.services.councils import create_council
from tenants.councils.services.grants import LESS, grant_where_missing
from tests import databases
from tests.integration.audit.guard import past_the_guard

pytestmark = pytest.mark.django_db
SCHEMAS = ("public", "template", "alpha", "beta")
SERVE = "localoffer_serve"
GAMMA = {"slug": "gamma", "name": "Gamma Council", "domain": "gamma.localhost", "gss_codes": ["E06000060"]}
PRIVILEGES = """
SELECT relname, privilege, has_table_privilege(%s, c.oid, privilege) FROM pg_class c
CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege
WHERE relnamespace = %s::regnamespace AND relkind = 'r'
"""
ON_THE_TRAIL = (
    "TRUNCATE alpha.audit_entry",
    "TRUNCATE alpha.audit_entry, alpha.audit_anchor CASCADE",
    "DELETE FROM alpha.audit_entry",
    "SET localoffer.audit_retention = 'on'; DELETE FROM alpha.audit_entry",
    "UPDATE alpha.audit_entry SET actor = 'Somebody else'",
    "UPDATE alpha.audit_entry SET position = 1, at = now()",
    "DELETE FROM alpha.audit_anchor",
    "INSERT INTO alpha.audit_anchor (position, hash, at) VALUES (9, '', now())",
    "ALTER TABLE alpha.audit_entry DISABLE TRIGGER ALL",
    "DROP TRIGGER audit_guard ON alpha.audit_entry",
    "CREATE TRIGGER another BEFORE INSERT ON alpha.audit_entry"
    " FOR EACH ROW EXECUTE FUNCTION public.localoffer_audit_guard()",
    "CREATE OR REPLACE FUNCTION public.localoffer_audit_guard() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
    "SET session_replication_role = replica",
)
ON_TABLES = (
    "TRUNCATE alpha.listings_service CASCADE",
    "DROP TABLE alpha.listings_service CASCADE",
    "ALTER TABLE alpha.accounts_user ADD COLUMN one int",
    "DROP SCHEMA alpha CASCADE",
    "CREATE SCHEMA mine",
    "CREATE TABLE alpha.mine (id int)",
    "CREATE TABLE public.mine (id int)",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "DELETE FROM alpha.django_migrations",
    "CREATE ROLE mine",
    "CREATE DATABASE mine",
    "SET ROLE localoffer_owner",
    "COPY alpha.accounts_user TO PROGRAM 'cat'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT rolpassword FROM pg_authid",
)


@pytest.fixture
def serving(db):
    """A session of the role that web and workers have, and no other."""
    with psycopg.connect(databases.serving_url(), autocommit=True) as session:
        yield session


def granted(schema):
    with connection.cursor() as cursor:
        cursor.execute(PRIVILEGES, [SERVE, schema])
        found = {}
        for table, privilege, has in cursor.fetchall():
            found.setdefault(table, set()).update({privilege} if has else set())
    return found


def expected(tables):
    rows = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    less = {"audit_entry": {"SELECT", "INSERT"}, "audit_anchor": {"SELECT"}, "django_migrations": {"SELECT"}}
    assert set(less) == set(LESS)
    return {table: less.get(table, rows) for table in tables}


@pytest.mark.parametrize("schema", SCHEMAS)
def test_the_role_that_serves_has_the_rows_of_each_table_and_nothing_else(schema):
    found = granted(schema)
    assert len(found) > 10
    assert found == expected(found)


def test_a_new_council_has_the_grants_and_the_guards_of_the_template(owning):
    create_council(**GAMMA)
    assert granted("gamma") == granted("alpha") == expected(granted("gamma"))
    for change in ("TRUNCATE", "DELETE FROM"):
        with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{change} gamma.audit_entry")


@pytest.mark.parametrize("schema", ["alpha", "beta", "template"])
def test_not_even_the_owner_empties_the_trail(owning, schema):
    with pytest.raises(DatabaseError, match="audit trail"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {schema}.audit_entry")


@pytest.mark.parametrize("statement", [*ON_THE_TRAIL, *ON_TABLES])
def test_what_the_role_that_serves_may_not_do(serving, statement):
    with pytest.raises(InsufficientPrivilege, match=r"permission denied|must be (owner|superuser)"):
        serving.execute(statement)


def test_the_role_that_serves_owns_nothing_and_has_no_powers(serving):
    powers = (
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = %s"
    )
    assert serving.execute(powers, [SERVE]).fetchone() == (False,) * 5
    owned = "SELECT count(*) FROM pg_class WHERE relowner = %s::regrole"
    assert serving.execute(owned, [SERVE]).fetchone() == (0,)
    member = "SELECT count(*) FROM pg_auth_members WHERE member = %s::regrole"
    assert serving.execute(member, [SERVE]).fetchone() == (0,)


def test_the_trails_function_takes_nothing_young_away_whatever_it_is_asked(alpha):
    past_the_guard("DELETE FROM audit_entry")
    record(action="listing.edit")
    seal()
    past_the_guard("UPDATE audit_entry SET at = at - %s", KEPT - timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.localoffer_audit_purge('alpha', interval '0')")
    assert (purge(), Entry.objects.count()) == (0, 1)


def test_the_trails_function_runs_on_no_table_of_the_callers(serving):
    serving.execute("CREATE TEMPORARY TABLE audit_entry (position bigint, hash text, at timestamptz)")
    schema = serving.execute("SELECT nspname FROM pg_namespace WHERE oid = pg_my_temp_schema()").fetchone()[0]
    for name in ("pg_temp", schema, "pg_catalog"):
        with pytest.raises(psycopg.errors.RaiseException, match="no council"):
            serving.execute("SELECT public.localoffer_audit_purge(%s, interval '9 years')", [name])


@pytest.mark.parametrize("schema", SCHEMAS)
@pytest.mark.parametrize(
    "change",
    [
        "REVOKE ALL ON SCHEMA {} FROM localoffer_serve",
        "REVOKE SELECT ON ALL TABLES IN SCHEMA {} FROM localoffer_serve",
        "GRANT ALL ON ALL TABLES IN SCHEMA {} TO localoffer_serve",
    ],
)
def test_migrating_puts_grants_right_that_are_missing_or_too_many(owning, schema, change):
    before = granted(schema)
    with connection.cursor() as cursor:
        cursor.execute(change.format(schema))
    grant_where_missing(SCHEMAS)
    assert granted(schema) == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege(%s, %s, 'USAGE')", [SERVE, schema])
        assert cursor.fetchone() == (True,)


@pytest.mark.parametrize("words", [["council", "create", "gamma", "--name", "G", "--domain", "g.localhost"]])
def test_a_process_that_serves_makes_no_council_and_says_where_one_is_made(councils, words):
    environment = {**os.environ, "DATABASE_URL": databases.serving_url(), "DATABASE_OWNER_URL": ""}
    command = [Path(sys.executable).parent / "localoffer", *words, "--gss", "E06000060"]
    refused = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "permission denied" in refused.stderr
    assert "DATABASE_OWNER_URL" in refused.stderr
    assert not Council.objects.filter(slug="gamma").exists()


def test_what_a_council_does_each_day_needs_no_more(alpha):
    with council_scope("alpha"), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (SERVE,)
    record(action="listing.edit")
    assert seal() > 0
