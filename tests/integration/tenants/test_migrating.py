"""`migrate_all` brings every schema up to date, touches only those behind, and two runs never meet."""

import threading
from contextlib import contextmanager

import psycopg
import pytest
import typer
from django.db import connection, connections
from django_tenants.utils import schema_exists

from localoffer.commands.migrate import migrate as migrate_command
from tenants.councils.errors import CouncilRefused, StillBehind
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.services import migration
from tenants.councils.services.councils import create_council

pytestmark = pytest.mark.usefixtures("owning")

HARMLESS = ("wagtailredirects", "0008_add_verbose_name_plural")
"""A migration that changes no table, so that it can be run again."""


def forget(schema):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {schema}.django_migrations WHERE app = %s AND name = %s", HARMLESS)


def test_only_schemas_that_are_behind_are_migrated(councils):
    forget("alpha")
    told = []

    assert migration.waiting_schemas() == ["alpha"]
    assert migration.migrate_all(progress=told.append) == ["alpha"]
    assert told == ["Updating alpha"]
    assert migration.waiting_schemas() == []
    assert connection.schema_name == "public"


def test_the_template_is_kept_up_to_date_and_pristine(councils):
    forget("template")

    assert migration.migrate_all(progress=lambda _: None) == ["template"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM template.accounts_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM template.listings_service")
        assert cursor.fetchone() == (0,)
    template = Council.objects.get(schema_name="template")
    assert not template.domains.exists()


def test_with_nothing_to_do_it_asks_a_few_small_questions(councils, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert migration.migrate_all(progress=lambda _: None) == []


@pytest.mark.django_db(transaction=True)
def test_a_second_run_waits_for_the_first(councils):
    """Both find the same migration waiting; one applies it."""
    forget("alpha")
    results = []

    def run():
        try:
            results.append(migration.migrate_all(progress=lambda _: None))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=300)

    assert sorted(results) == [[], ["alpha"]]


@contextmanager
def recording_blocked_in(schema):
    """Somebody who holds a table of a council that every migration writes to; gives what ends that."""
    given = connection.settings_dict
    with psycopg.connect(
        host=given["HOST"], port=given["PORT"], user=given["USER"], password=given["PASSWORD"], dbname=given["NAME"]
    ) as reader:
        reader.execute(f"LOCK TABLE {schema}.django_migrations IN EXCLUSIVE MODE")
        yield reader.rollback


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(migration, "LOCK_SECONDS", 0.1)
    monkeypatch.setattr(migration, "PAUSE_SECONDS", 0)


@pytest.mark.django_db(transaction=True)
def test_a_council_in_use_is_left_behind_by_name_and_keeps_no_other_waiting(councils, impatient, capsys):
    forget("alpha")
    forget("beta")
    told = []
    with recording_blocked_in("alpha"):
        with pytest.raises(StillBehind, match=r"still behind: alpha\. Run `localoffer migrate` again"):
            migration.migrate_all(progress=told.append)
        assert told.count("Updating alpha") == migration.ROUNDS
        assert told.count("Updating beta") == 1
        assert migration.waiting_schemas() == ["alpha"]
        with pytest.raises(typer.Exit) as ended:
            migrate_command(check=False)
        assert ended.value.exit_code == 1
        assert "alpha" in capsys.readouterr().err
    assert migration.migrate_all(progress=told.append) == ["alpha"]
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.django_db(transaction=True)
def test_a_council_that_was_in_use_is_updated_after_the_others(councils, impatient, monkeypatch):
    forget("alpha")
    forget("beta")
    with recording_blocked_in("alpha") as release:
        monkeypatch.setattr(migration, "sleep", lambda _: release())
        assert migration.migrate_all(progress=lambda _: None) == ["alpha", "beta"]
    assert migration.waiting_schemas() == []


def test_a_schema_left_over_is_never_taken_for_a_new_council(councils):
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA gamma")

    with pytest.raises(CouncilRefused, match="holds a schema 'gamma'"):
        create_council(slug="gamma", name="Gamma", domain="gamma.localhost", gss_codes=["E06000099"])


def test_without_the_template_the_message_says_what_to_run(councils):
    with connection.cursor() as cursor:
        cursor.execute("ALTER SCHEMA template RENAME TO elsewhere")
    assert not schema_exists("template")

    with pytest.raises(CouncilRefused, match="localoffer migrate"):
        create_council(slug="gamma", name="Gamma", domain="gamma.localhost", gss_codes=["E06000099"])


def test_a_councils_tables_are_all_its_own(councils):
    """A table missing from a council would be read from `public` without a word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'template'")
        template = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'alpha'")
        alpha = {name for (name,) in cursor.fetchall()}

    assert alpha == template
    assert {"accounts_user", "django_session", "listings_service", "wagtailcore_page"} <= alpha
    with council_scope("alpha"):
        assert "councils_council" not in connection.introspection.table_names()
