"""A database that is away, or whose tables others hold: 503 for now, in words or in JSON, and never for long."""

import psycopg
import pytest
from django.db import DataError, InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client, RequestFactory

from localoffer import health, unavailable
from localoffer.settings.database import with_limits
from tenants.councils.services import migration
from tests.databases import serving_url

LIMITS = {"lock_ms": 5000, "statement_ms": 20_000, "idle_ms": 60_000}


@pytest.fixture
def away(transactional_db):
    """No database where Django looks for it."""
    port = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = "1"
    yield
    connection.close()
    connection.settings_dict["PORT"] = port


@pytest.fixture
def locked(transactional_db):
    """A table that somebody else has for themselves; whoever waits is told after a moment."""
    options = connection.settings_dict["OPTIONS"]
    connection.close()
    options["options"] = "-c lock_timeout=50"
    with connect_as_owner() as elsewhere:
        elsewhere.execute("LOCK TABLE alpha.wagtailcore_site, alpha.listings_service IN ACCESS EXCLUSIVE MODE")
        yield
    connection.close()
    del options["options"]


def connect_as_owner():
    given = connection.settings_dict
    return psycopg.connect(
        host=given["HOST"], port=given["PORT"], user=given["USER"], password=given["PASSWORD"], dbname=given["NAME"]
    )


def at(host):
    return Client(headers={"host": host}, raise_request_exception=False)


@pytest.mark.parametrize("host", ["alpha.localhost", "localhost"])
@pytest.mark.parametrize("path", ["/", "/search/", "/provider/"])
def test_without_a_database_every_page_is_503_with_a_time_to_come_back(away, host, path):
    if host == "localhost" and path != "/":
        pytest.skip("The platform's host has no such page, and says so without the database.")
    answer = at(host).get(path)
    assert (answer.status_code, answer["Cache-Control"], answer["Retry-After"]) == (503, "no-store", "10")
    assert "very busy at the moment" in answer.text


@pytest.mark.parametrize("path", ["/api/search?q=club", "/api/nothing"])
def test_without_a_database_programs_are_answered_in_json(away, path):
    answer = at("alpha.localhost").get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert list(answer.json()["errors"]) == ["website"]


def test_without_a_database_a_process_is_up_but_not_ready(away):
    assert at("alpha.localhost").get("/healthz").status_code == 200
    answer = at("alpha.localhost").get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, "down")


def test_a_table_that_somebody_holds_costs_its_readers_alone_a_moment(locked):
    assert at("alpha.localhost").get("/").status_code == 503
    assert at("alpha.localhost").get("/healthz").status_code == 200
    assert at("beta.localhost").get("/").status_code == 200


@pytest.mark.parametrize("raised", [OperationalError(), InterfaceError()])
def test_what_the_database_cannot_do_now_is_no_fault_of_ours(raised):
    assert (
        unavailable.UnavailableMiddleware(None).process_exception(RequestFactory().get("/"), raised).status_code == 503
    )


@pytest.mark.parametrize("raised", [DataError(), ProgrammingError(), ValueError()])
def test_any_other_error_is_one(raised):
    request = RequestFactory().get("/api/search")
    assert unavailable.UnavailableMiddleware(None).process_exception(request, raised) is None
    try:
        raise raised
    except type(raised):
        answer = unavailable.server_error(request)
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/json")


def test_the_limits_hold_on_a_connection_beside_what_its_address_asks_for(db):
    asked = {"OPTIONS": {"sslmode": "prefer", "options": "-c statement_timeout=7000"}}
    options = with_limits(asked, **LIMITS)["OPTIONS"]
    with psycopg.connect(serving_url(), **options) as opened:
        shown = {
            name: opened.execute(f"SHOW {name}").fetchone()[0]
            for name in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout")
        }
    assert shown == {
        "lock_timeout": "5s",
        "statement_timeout": "7s",
        "idle_in_transaction_session_timeout": "1min",
    }


def test_readiness_is_asked_of_the_servers_once_a_second_however_often_it_is_asked(
    councils, monkeypatch, django_assert_num_queries
):
    now = [0.0]
    monkeypatch.setattr(health, "READINESS", health.Readiness(lambda: now[0]))
    assert at("localhost").get("/readyz").status_code == 200
    with django_assert_num_queries(0):
        assert at("localhost").get("/readyz").status_code == 200
    now[0] = health.KEPT_SECONDS
    with django_assert_num_queries(2):
        assert at("localhost").get("/readyz").status_code == 200


def test_a_process_is_ready_once_every_schema_has_its_tables(councils, monkeypatch):
    now = [0.0]
    monkeypatch.setattr(health, "READINESS", health.Readiness(lambda: now[0]))
    with monkeypatch.context() as newer:
        newer.setattr(migration, "_known", lambda: frozenset({("listings", "9999_next")}))
        answer = at("localhost").get("/readyz")
    assert (answer.status_code, answer.json()["ready"]) == (503, False)
    now[0] = health.KEPT_SECONDS
    assert at("localhost").get("/readyz").status_code == 200
