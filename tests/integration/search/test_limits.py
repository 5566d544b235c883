"""Searches of one network address are limited, for each council apart, without asking the database."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.councils.rate_limits import within_limit


@pytest.fixture(autouse=True)
def _two_a_minute(settings):
    settings.SEARCH_REQUESTS_A_MINUTE = 2


@pytest.mark.parametrize("path", ["/search/", "/api/search", "/api/suggest?q=aut"])
def test_too_many_searches_are_refused_for_a_minute(councils, client_for, path):
    client = client_for(councils.alpha)
    assert [client.get(path).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.get(path)
    assert refused["Retry-After"] == "60"
    assert not refused.cookies
    if path.startswith("/api/"):
        assert "Wait a minute" in refused.json()["errors"]["request"]
    else:
        assert "Wait a minute" in refused.content.decode()
    assert client_for(councils.beta).get(path).status_code == 200
    assert client.get(path, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_suggestions_and_searches_are_counted_apart(councils, client_for):
    client = client_for(councils.alpha)
    for _ in range(3):
        client.get("/api/suggest?q=aut")
    assert client.get("/search/").status_code == 200


def test_a_refusal_asks_the_listings_nothing(councils, client_for):
    client = client_for(councils.alpha)
    for _ in range(2):
        client.get("/api/search")
    with CaptureQueriesContext(connection) as context:
        assert client.get("/api/search").status_code == 429
    assert not [query for query in context.captured_queries if "search_index" in query["sql"]]


def test_no_limit_is_set_with_0(councils, client_for, settings):
    settings.SEARCH_REQUESTS_A_MINUTE = 0
    client = client_for(councils.alpha)
    assert {client.get("/api/suggest?q=aut").status_code for _ in range(5)} == {200}


def test_the_cache_holds_no_address_in_clear(alpha, monkeypatch):
    kept = []
    monkeypatch.setattr(cache, "add", lambda key, *rest: kept.append(key))
    assert within_limit("search", "192.0.2.7", most=1, seconds=60)
    assert kept
    assert "192.0.2.7" not in kept[0]
