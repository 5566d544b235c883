"""The host decides which council answers, and nothing else does."""

import json

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tenants.councils.middleware import CouncilMiddleware
from tenants.councils.services.councils import suspend_council


def at(host):
    return Client(headers={"host": host})


@pytest.fixture
def seen():
    return []


@pytest.fixture
def middleware(seen):
    def view(request):
        seen.append(
            (request.council and request.council.slug, connection.schema_name, getattr(request, "urlconf", None))
        )
        return HttpResponse()

    return CouncilMiddleware(view)


@pytest.mark.parametrize("host", ["alpha.localhost", "ALPHA.localhost", "alpha.localhost:8000", "alpha.localhost."])
def test_a_councils_host_opens_its_schema(councils, middleware, seen, host):
    middleware(RequestFactory().get("/", headers={"host": host}))

    assert seen == [("alpha", "alpha", None)]
    assert connection.schema_name == "public"


def test_the_bare_host_stays_in_public_with_its_own_addresses(councils, middleware, seen):
    middleware(RequestFactory().get("/", headers={"host": "localhost"}))

    assert seen == [(None, "public", "localoffer.urls.platform")]


@pytest.mark.parametrize(
    "host",
    [
        "nowhere.localhost",
        "template",
        "public",
        "127.0.0.1",
        "alpha.localhost.evil.example",
        "bad host",
        "",
        "[::1",
        "alpha_",
    ],
)
def test_an_unknown_host_is_not_found(councils, middleware, seen, host):
    response = middleware(RequestFactory().get("/", headers={"host": host}))

    assert response.status_code == 404
    assert seen == []


@pytest.mark.parametrize(("slug", "host", "status"), [("alpha", "alpha.localhost", 503), (None, "no.localhost", 404)])
def test_closed_and_unknown_hosts_answer_from_pages_that_read_no_table(
    councils, django_assert_num_queries, slug, host, status
):
    if slug:
        suspend_council(slug=slug)
    with django_assert_num_queries(2) as queries:  # the search path and the host's domain, nothing else
        response = at(host).get("/search/?q=autism")

    assert response.status_code == status
    assert "councils_domain" in queries[-1]["sql"]
    assert b"alpha" not in response.content.lower()


def test_a_suspended_council_says_when_to_come_back(councils):
    suspend_council(slug="alpha")
    response = at("alpha.localhost").get("/")

    assert response["Retry-After"] == "3600"
    assert response["Cache-Control"] == "no-store"


def test_a_failing_view_does_not_leave_its_council_open(councils):
    def fail(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        CouncilMiddleware(fail)(RequestFactory().get("/", headers={"host": "alpha.localhost"}))

    assert connection.schema_name == "public"


def test_a_request_made_inside_a_councils_work_gives_its_schema_back(alpha, middleware, seen):
    middleware(RequestFactory().get("/", headers={"host": "beta.localhost"}))

    assert seen[0][1] == "beta"
    assert connection.schema_name == "alpha"


@pytest.mark.parametrize("host", ["alpha.localhost", "localhost", "nowhere.example", "10.0.0.1"])
def test_health_answers_on_every_host(db, host):
    assert at(host).get("/healthz").content == b"ok"
    ready = at(host).get("/readyz")

    assert ready.status_code == 200
    assert {"database", "engine", "broker", "ready"} == set(json.loads(ready.content))
    assert json.loads(ready.content)["database"] == "ok"


def test_a_suspended_councils_host_is_still_healthy(councils):
    suspend_council(slug="alpha")

    assert at("alpha.localhost").get("/readyz").status_code == 200


def test_readiness_names_a_broker_and_an_engine_that_are_down(db, settings, monkeypatch):
    from localoffer import health

    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:9"
    monkeypatch.setattr(health.app.conf, "broker_write_url", "redis://127.0.0.1:9/0")

    response = at("localhost").get("/readyz")

    assert response.status_code == 200
    assert response.json() == {
        "database": "ok",
        "engine": "elasticsearch: down, postgres answers",
        "broker": "down",
        "ready": True,
    }


def test_readiness_is_503_without_the_database(db, monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("gone")

    with monkeypatch.context() as patch:
        patch.setattr(connections["default"], "cursor", gone)
        response = at("localhost").get("/readyz")

    assert response.status_code == 503


def test_the_platforms_page_links_to_live_councils_only(councils, settings):
    settings.PUBLIC_PORT = "8000"
    suspend_council(slug="beta")

    page = at("localhost").get("/").content.decode()

    assert 'href="http://alpha.localhost:8000/"' in page
    assert "Beta Council" not in page


def test_what_gunicorn_serves_answers(db):
    from localoffer.wsgi import application

    environ = RequestFactory(headers={"host": "localhost"})._base_environ(PATH_INFO="/healthz")
    told = []

    assert b"".join(application(environ, lambda status, headers: told.append(status))) == b"ok"
    assert told == ["200 OK"]


@pytest.mark.django_db
def test_the_platforms_page_asks_for_every_councils_host_at_once(alpha, beta):
    with CaptureQueriesContext(connection) as asked:
        page = at(settings.PLATFORM_HOST).get("/")
    assert "alpha.localhost" in page.text
    assert "beta.localhost" in page.text
    assert sum("councils_domain" in query["sql"] for query in asked.captured_queries) == 1
