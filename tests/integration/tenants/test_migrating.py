"""`migrate_all` brings every schema up to date, touches only those behind, and two runs never meet."""

import threading

import pytest
from django.db import connection, connections
from django_tenants.utils import schema_exists

from tenants.councils.errors import CouncilRefused
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
    assert told == ["Updating alpha (1 of 1)"]
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
