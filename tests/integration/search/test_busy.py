"""A search that the database can't answer in time ends cleanly, and nothing else does with it."""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from search.engines import factory
from search.ports import EngineUnavailable
from search.query import SearchQuery
from tenants.councils.models import Council
from tests.contract.listings import listing


@contextmanager
def table_held(schema):
    """Another session holds the search table, so that every search of it waits."""
    given = connection.settings_dict
    with psycopg.connect(
        host=given["HOST"], port=given["PORT"], user=given["USER"], password=given["PASSWORD"], dbname=given["NAME"]
    ) as other:
        other.execute(f'LOCK TABLE "{schema}".search_index_searchrow IN ACCESS EXCLUSIVE MODE')
        yield
        other.rollback()


@pytest.fixture
def impatient(settings):
    settings.SEARCH_ENGINE = "postgres"
    settings.SEARCH_POSTGRES_TIMEOUT_MS = 100


def test_a_family_reads_that_search_is_busy_and_whom_to_ask(alpha, client_for, impatient, settings):
    Council.objects.filter(pk=alpha.pk).update(phone="01632 960123")
    with table_held(alpha.schema_name):
        response = client_for(alpha).get("/search/?q=autism")
    assert (response.status_code, response["Retry-After"], response["X-Search-Engine"]) == (503, "30", "none")
    page = response.content.decode()
    assert "Search is busy" in page
    assert "Or ask a person" in page
    settings.SEARCH_POSTGRES_TIMEOUT_MS = 60_000
    assert client_for(alpha).get("/search/?q=autism").status_code == 200


def test_a_machine_gets_the_same_as_json(alpha, client_for, impatient):
    with table_held(alpha.schema_name):
        response = client_for(alpha).get("/api/search?q=autism")
    assert (response.status_code, response["Retry-After"], response["X-Search-Engine"]) == (503, "30", "none")
    assert set(response.json()["errors"]) == {"search"}


def test_when_both_engines_fail_the_answer_is_as_clean(alpha, client_for, impatient, settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    with table_held(alpha.schema_name):
        assert client_for(alpha).get("/api/search?q=autism").status_code == 503


def test_the_transaction_around_a_slow_search_goes_on(alpha, impatient):
    with table_held(alpha.schema_name):
        with pytest.raises(EngineUnavailable):
            factory.engine().search(SearchQuery())
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            assert cursor.fetchone() == (1,)


def test_what_was_found_is_shown_though_nothing_wider_could_be_counted(alpha, client_for, settings, monkeypatch):
    from search.adapters.postgres.engine import PostgresEngine
    from search.index.services.documents import put_document

    settings.SEARCH_ENGINE = "postgres"
    put_document(document=listing("Yoga", free=True))
    search_many = PostgresEngine.search_many
    asked = []

    def stall_the_second_time(self, queries):
        asked.append(queries)
        if len(asked) % 2 == 0:
            raise EngineUnavailable("PostgreSQL did not answer in time.")
        return search_many(self, queries)

    monkeypatch.setattr(PostgresEngine, "search_many", stall_the_second_time)
    answer = client_for(alpha).get("/api/search?q=yoga&free=yes&age=4").json()
    assert (answer["total"], "relaxations" in answer) == (1, False)
    assert len(asked) == 2
    # Where nothing was found, nobody is told so before what is wider was asked for.
    assert client_for(alpha).get("/api/search?q=xylophone&free=yes").status_code == 503
    assert len(asked) == 4


def test_other_faults_are_not_called_busy(alpha, client_for, monkeypatch):
    def fail(**_):
        raise ZeroDivisionError

    monkeypatch.setattr("search.api.find", fail)
    with pytest.raises(ZeroDivisionError):
        client_for(alpha).get("/api/search")
