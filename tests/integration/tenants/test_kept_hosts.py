"""A process keeps whom a host belongs to for a moment; what changed meanwhile in another process holds soon after."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tenants.councils import hosts
from tenants.councils.hosts import council_of_host
from tenants.councils.models import Council, Domain
from tenants.councils.services.councils import suspend_council

HOST = "alpha.localhost"


class Clock:
    """Time that passes when a test says so."""

    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock(monkeypatch, councils):
    clock = Clock()
    monkeypatch.setattr(hosts, "SECONDS_KEPT", 1.0)
    monkeypatch.setattr(hosts, "monotonic", clock)
    monkeypatch.setattr(hosts, "_kept", {})
    return clock


def status():
    return Client(headers={"host": HOST}).get("/search/").status_code


def test_a_host_is_asked_for_once_a_second(clock):
    with CaptureQueriesContext(connection) as queries:
        for _ in range(20):
            assert council_of_host(HOST).slug == "alpha"
    assert sum("councils_domain" in query["sql"] for query in queries) == 1


def test_a_councils_suspension_holds_within_the_second(clock):
    assert status() == 200
    suspend_council(slug="alpha")
    clock.now += 0.99
    assert status() == 200
    clock.now += 0.01
    assert status() == 503


def test_a_council_that_is_resumed_answers_within_the_second(clock):
    Council.objects.filter(slug="alpha").update(suspended=True)
    assert status() == 503
    Council.objects.filter(slug="alpha").update(suspended=False)
    clock.now += 1
    assert status() == 200


def test_a_host_that_is_taken_away_or_moves_answers_for_its_new_council_alone(clock, councils):
    assert council_of_host(HOST) == councils.alpha
    Domain.objects.filter(domain=HOST).update(tenant=councils.beta)
    clock.now += 1
    assert council_of_host(HOST) == councils.beta
    Domain.objects.filter(domain=HOST).delete()
    clock.now += 1
    assert council_of_host(HOST) is None
    assert status() == 404


def test_a_new_name_shows_within_the_second(clock):
    council_of_host(HOST)
    Council.objects.filter(slug="alpha").update(name="Alpha and Omega")
    clock.now += 1
    assert council_of_host(HOST).name == "Alpha and Omega"


def test_unknown_hosts_are_not_kept_so_that_a_new_council_answers_at_once(clock, councils):
    assert council_of_host("new.localhost") is None
    Domain.objects.create(domain="new.localhost", tenant=councils.beta)
    assert council_of_host("new.localhost") == councils.beta
    for number in range(50):
        council_of_host(f"invented-{number}.localhost")
    assert set(hosts._kept) == {"new.localhost"}


def test_what_a_request_does_to_its_council_stays_with_it(clock):
    first = council_of_host(HOST)
    first.name, first.suspended = "Half-typed", True
    again = council_of_host(HOST)
    assert (again.name, again.suspended) == ("Alpha Council", False)
