"""`/metrics`: what operators watch, for nobody without the token."""

import re
from datetime import timedelta
from time import time

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from search.engines import factory
from search.index.models import SearchRow
from search.index.services.documents import put_document
from search.index.tasks import sweep
from tenants.breakers import FAILURES_TO_OPEN
from tenants.councils.models import Council, DueTask
from tenants.councils.services.figures import set_figures
from tenants.councils.tasks import dispatch_due_tasks
from tests.contract.listings import listing

TOKEN = "a-token-of-this-test"
SAID = {
    "localoffer_search_engine_info gauge",
    "localoffer_searches_total counter",
    "localoffer_search_breaker_open gauge",
    "localoffer_search_rows_behind gauge",
    "localoffer_search_oldest_row_seconds gauge",
    "localoffer_task_overdue_seconds gauge",
}
LINE = re.compile(r'([a-z_]+)(\{([a-z_]+="[^"]*",?)+\})? [0-9.e+-]+')


@pytest.fixture
def metrics(alpha, settings):
    """`metrics()`: every value by its name and labels."""
    settings.METRICS_TOKEN = TOKEN

    def read(host="localhost"):
        response = Client(headers={"host": host, "authorization": f"Bearer {TOKEN}"}).get("/metrics")
        assert (response.status_code, response["Cache-Control"]) == (200, "no-store")
        lines = response.content.decode().splitlines()
        values = [line for line in lines if not line.startswith("#")]
        assert all(LINE.fullmatch(line) for line in values)
        return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in values}

    return read


@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", TOKEN])
@pytest.mark.parametrize("token", ["", TOKEN])
def test_without_the_token_there_is_no_such_page(alpha, settings, client_for, given, token):
    settings.METRICS_TOKEN = token
    assert client_for(alpha).get("/metrics", headers={"authorization": given}).status_code == 404


@pytest.mark.parametrize("host", ["localhost", "alpha.localhost", "web"])
def test_it_answers_on_every_host(metrics, host):
    assert metrics(host)['localoffer_search_engine_info{engine="postgres"}'] == 1


def test_searches_are_counted_by_council_and_engine(metrics, alpha, beta, client_for):
    for address in ("/search/?q=autism", "/api/search", "/api/search?age=99"):
        client_for(alpha).get(address)
    client_for(beta).get("/api/search")
    client_for(alpha).get("/")
    values = metrics()
    assert values['localoffer_searches_total{council="alpha",engine="postgres"}'] == 2
    assert values['localoffer_searches_total{council="beta",engine="postgres"}'] == 1
    assert values['localoffer_searches_total{council="alpha",engine="none"}'] == 0
    assert not any("rows_behind" in name for name in values)


def test_what_waits_for_elasticsearch_and_what_drifted_is_told(metrics, alpha, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    for name in ("A", "B", "Followed"):
        put_document(document=listing(name))
    SearchRow.objects.update(changed_at=timezone.now() - timedelta(hours=1))
    row = SearchRow.objects.get(key="service:followed")
    SearchRow.objects.filter(pk=row.pk).update(indexed_version=row.version)
    sweep()
    set_figures(
        search_drift_checked=timezone.now().timestamp(),
        search_drift_missing=3,
        search_drift_extra=0,
        search_drift_behind=1,
    )
    values = metrics()
    assert values['localoffer_search_rows_behind{council="alpha"}'] == 2
    assert values['localoffer_search_rows_behind{council="beta"}'] == 0
    assert 3600 <= values['localoffer_search_oldest_row_seconds{council="alpha"}'] < 7200
    drift = {
        kind: values[f'localoffer_search_drift_rows{{council="alpha",kind="{kind}"}}']
        for kind in ("missing", "extra", "behind")
    }
    assert drift == {"missing": 3, "extra": 0, "behind": 1}
    assert 'localoffer_search_drift_checked_seconds{council="beta"}' not in values


def test_each_metric_says_what_it_is_once_and_in_the_text_format_that_prometheus_reads(alpha, settings, client_for):
    settings.METRICS_TOKEN = TOKEN
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    DueTask.objects.create(council=alpha, task="tests.late", due_at=timezone.now() - timedelta(hours=1))
    response = client_for(alpha).get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    families = list(text_string_to_metric_families(response.content.decode()))
    lines = response.content.decode().splitlines()
    assert sorted(line.removeprefix("# TYPE ") for line in lines if line.startswith("# TYPE ")) == sorted(SAID)
    assert all(family.documentation and family.samples for family in families)
    assert len(families) == len(SAID)


def test_a_task_that_is_overdue_is_told_but_not_of_a_suspended_council(metrics, alpha, beta):
    for hours, council in ((1, alpha), (2, alpha), (3, beta), (-1, alpha)):
        DueTask.objects.create(council=council, task="tests.late", due_at=timezone.now() - timedelta(hours=hours))
    assert metrics()['localoffer_task_overdue_seconds{task="tests.late"}'] // 3600 == 3
    Council.objects.filter(pk=beta.pk).update(suspended=True)
    assert metrics()['localoffer_task_overdue_seconds{task="tests.late"}'] // 3600 == 2


def test_many_councils_cost_as_many_statements_as_two(metrics, settings):
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"

    def statements():
        with CaptureQueriesContext(connection) as context:
            metrics()
        return len(context)

    few = statements()
    Council.objects.bulk_create(
        Council(slug=f"c{number}", schema_name=f"c{number}", name=str(number), gss_codes=[]) for number in range(40)
    )
    assert statements() == few
    assert metrics()['localoffer_search_rows_behind{council="c39"}'] == 0


def test_failovers_and_the_open_breaker_are_seen(metrics, alpha, client_for, settings, monkeypatch):
    monkeypatch.setattr(factory, "OPEN_SECONDS", 3600.0)
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    open_now = 'localoffer_search_breaker_open{council="alpha"}'
    client_for(alpha).get("/api/search")
    assert metrics()[open_now] == 0
    for _ in range(FAILURES_TO_OPEN):
        client_for(alpha).get("/api/search")
    values = metrics()
    assert values[open_now] == 1
    assert values['localoffer_search_engine_info{engine="elasticsearch"}'] == 1
    assert values['localoffer_searches_total{council="alpha",engine="postgres"}'] == FAILURES_TO_OPEN + 1


def test_when_due_tasks_were_last_looked_for_is_seen_and_nothing_before(metrics, councils):
    name = "localoffer_due_tasks_looked_for_seconds"
    cache.clear()
    assert name not in metrics()
    began = time()
    dispatch_due_tasks()
    assert began <= metrics()[name] <= time()
