"""Families get an answer whatever state Elasticsearch is in."""

import logging
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import pytest

from search.engines import factory
from search.index.services.documents import put_document
from search.ports import EngineUnavailable
from search.query import SearchQuery
from tenants.breakers import FAILURES_TO_OPEN
from tests.black_hole import black_hole
from tests.contract.listings import listing


@contextmanager
def dies_after(url, *, requests):
    """An Elasticsearch that answers so many requests and closes the connection on every other; gives its address."""
    left = iter(range(requests))

    class Relay(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if next(left, None) is None:
                self.close_connection = True
                return
            target = HTTPConnection(urlsplit(url).hostname, urlsplit(url).port)
            target.request("POST", self.path, body, {"Content-Type": self.headers["Content-Type"]})
            response = target.getresponse()
            answer = response.read()
            self.send_response(response.status)
            for name in ("Content-Type", "X-Elastic-Product"):
                self.send_header(name, response.headers[name])
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)
            target.close()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Relay) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def on_elasticsearch(settings, monkeypatch):
    monkeypatch.setattr(factory, "OPEN_SECONDS", 3600.0)
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_TIMEOUT_MS = 50
    return settings


def test_a_stopped_elasticsearch_costs_nobody_an_answer(alpha, client_for, on_elasticsearch):
    on_elasticsearch.ELASTICSEARCH_URL = "http://127.0.0.1:1"
    put_document(document=listing("Autism club"))
    for address in ("/api/search?q=autism", "/search/?q=autism"):
        response = client_for(alpha).get(address)
        assert (response.status_code, response["X-Search-Engine"]) == (200, "postgres")
        assert "Autism club" in response.content.decode()


def test_a_stalled_elasticsearch_is_left_alone_after_some_failures(alpha, client_for, on_elasticsearch, caplog):
    put_document(document=listing("Autism club"))
    with black_hole() as (address, taken), caplog.at_level(logging.WARNING, "search.engines.failover"):
        on_elasticsearch.ELASTICSEARCH_URL = address
        for _ in range(FAILURES_TO_OPEN + 3):
            answer = client_for(alpha).get("/api/search?q=autism").json()
            assert (answer["engine"], answer["total"]) == ("postgres", 1)
        assert taken() == FAILURES_TO_OPEN
    notices = [record for record in caplog.records if record.getMessage() == "search.failover"]
    assert len(notices) == FAILURES_TO_OPEN
    assert "autism" not in caplog.text


@pytest.mark.elasticsearch
def test_elasticsearch_answers_when_it_is_well(indexed, alpha, client_for, settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    indexed.put(listing("Autism club"))
    response = client_for(alpha).get("/api/search?q=autism")
    assert response["X-Search-Engine"] == response.json()["engine"] == "elasticsearch"
    assert response.json()["total"] == 1


@pytest.mark.elasticsearch
def test_a_council_without_an_index_opens_no_breaker(alpha, client_for, settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.SEARCH_INDEX_PREFIX = "never-made"
    for _ in range(FAILURES_TO_OPEN + 1):
        assert client_for(alpha).get("/api/search").json()["engine"] == "postgres"
    assert factory._breaker(settings.ELASTICSEARCH_URL)._failures == 0


@pytest.mark.elasticsearch
def test_an_elasticsearch_that_fails_in_the_middle_of_a_search_costs_nothing_that_follows(
    indexed, alpha, client_for, settings, caplog
):
    settings.SEARCH_ENGINE = "elasticsearch"
    indexed.put(listing("Autism club", free=True), listing("Autism group", free=False), listing("Choir", free=True))
    address = "/api/search?q=autism&free=yes"
    whole = client_for(alpha).get(address).json()
    with dies_after(settings.ELASTICSEARCH_URL, requests=1) as url, caplog.at_level(logging.WARNING):
        settings.ELASTICSEARCH_URL = url
        response = client_for(alpha).get(address)
        assert factory._breaker(url)._failures == 1
    assert (whole["engine"], response.json()["engine"]) == ("elasticsearch", "postgres")
    assert whole["relaxations"]
    assert response.json() == {**whole, "engine": "postgres"}
    assert [record.getMessage() for record in caplog.records].count("search.failover") == 1


@pytest.mark.elasticsearch
def test_one_query_that_elasticsearch_refuses_has_the_other_engine_answer_all(indexed, settings):
    settings.SEARCH_ENGINE = "elasticsearch"
    indexed.put(listing("Autism club"))
    queries = (SearchQuery(), SearchQuery(page=501, per_page=20))
    with pytest.raises(EngineUnavailable):
        indexed.engine.search_many(queries)
    engine = factory.engine()
    assert [answer.total for answer in engine.search_many(queries)] == [1, 1]
    assert engine.name == "postgres"
