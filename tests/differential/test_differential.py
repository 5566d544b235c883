"""Both engines, one behaviour: hundreds of searches asked of both over one collection.

`DIFFERENTIAL_REPORT=FILE make test ARGS=tests/differential` also writes down what they said.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import QueryDict

from search.adapters.elasticsearch.client import client
from search.engines import factory
from search.index.services.documents import put_document
from search.parameters import read_parameters
from search.query import SearchQuery
from search.selectors import find
from search.taxonomy.selectors import terms_read_once
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tests.contract.searching import elasticsearch_of, no_index_left  # noqa: F401
from tests.differential import asking, collection, report
from tests.differential.comparing import BothEngines, Comparison

pytestmark = pytest.mark.elasticsearch
PINNED_EVERY, TYPING_EVERY, PAGED_EVERY = 10, 12, 20
PAGE = 20


@pytest.fixture(scope="module")
def asked(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """Every search, asked once of both engines: `written`, `generated` and `counts`; `documents` they were about."""
    given = os.environ["ELASTICSEARCH_URL"]
    whole = transaction.atomic()
    whole._from_testcase = True  # as Django's own tests: what commits by itself may do so inside
    with django_db_blocker.unblock(), council_scope(Council.objects.get(slug="alpha")), whole:
        before, settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL, given
        try:
            yield _ask_everything()
        finally:
            settings.ELASTICSEARCH_URL = before
            transaction.set_rollback(True)


@terms_read_once()
def _ask_everything() -> SimpleNamespace:
    search = elasticsearch_of()
    documents = collection.documents(collection.load_points())
    for document in documents:
        put_document(document=document)
    search.catch_up()
    both = BothEngines(client(settings.ELASTICSEARCH_URL, 10.0), factory.index_alias())
    written = _find_all(both, asking.written())
    generated = _find_all(both, asking.generated(documents))
    generated += _variants(both, generated, documents)
    return SimpleNamespace(
        documents=documents, written=written, generated=generated, counts=both.counts, pages=_pages(both, generated)
    )


def _find_all(both: BothEngines, query_strings: Iterator[str]) -> list[Comparison]:
    both.seen = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(factory, "engine", lambda: both)
        for both.asked in query_strings:
            find(parameters=read_parameters(QueryDict(both.asked)))
    return both.seen


def _variants(both: BothEngines, generated: list[Comparison], documents: list[Any]) -> list[Comparison]:
    """What no query string asks for by itself: best bets, and a last word that is still being typed."""
    both.seen = []
    chance = Random(5)
    keys = [document.key for document in documents]
    for comparison in generated[::PINNED_EVERY]:
        both.asked = f"{comparison.asked} with best bets"
        both.compare(replace(comparison.query, pinned=(*chance.sample(keys, 3), "service:gone")))
    for comparison in [each for each in generated if each.query.terms][::TYPING_EVERY]:
        both.asked = f"{comparison.asked} while typing"
        *others, last = comparison.query.terms
        cut = tuple(word[: max(2, len(word) - 2)] for word in last.words)
        both.compare(replace(comparison.query, terms=(*others, replace(last, words=cut, prefix=True))))
    return both.seen


def _pages(both: BothEngines, generated: list[Comparison]) -> list[tuple[Comparison, dict[str, list[str]]]]:
    """Some of the searches read page by page on each engine."""
    found = []
    for comparison in generated[::PAGED_EVERY]:
        engines = {engine.name: engine for engine in (both.postgres, both.elasticsearch)}
        keys = {name: _page_through(engine, comparison.query) for name, engine in engines.items()}
        found.append((comparison, keys))
    return found


def _page_through(engine: Any, query: SearchQuery) -> list[str]:
    keys: list[str] = []
    page = 1
    while documents := engine.search(replace(query, page=page, per_page=PAGE, with_facets=False)).documents:
        keys += [document.key for document in documents]
        page += 1
    return keys


def test_there_is_much_to_ask_about(asked):
    assert len(asked.documents) >= 400
    assert len({each.asked for each in asked.written}) >= 100
    assert len({each.asked for each in asked.generated}) >= 300
    assert len({document.key for document in asked.documents}) == len(asked.documents)


@pytest.mark.parametrize("searches", ["written", "generated"])
def test_both_find_the_same_listings(asked, searches):
    assert [str(each) for each in getattr(asked, searches) if not each.same_listings] == []


@pytest.mark.parametrize("searches", ["written", "generated"])
def test_both_count_the_same_choices(asked, searches):
    assert [str(each) for each in getattr(asked, searches) if not each.same_facets] == []


@pytest.mark.parametrize("searches", ["written", "generated"])
def test_both_order_alike_but_for_rounding(asked, searches):
    assert [str(each) for each in getattr(asked, searches) if not (each.same_order or each.ties)] == []


def test_the_first_ten_are_the_same_nearly_always(asked):
    """The law asks for eight of ten; whatever falls short of all ten may only be a tie at the tenth place."""
    everything = [*asked.written, *asked.generated]
    assert min(each.overlap for each in everything) >= 0.8
    assert [str(each) for each in everything if each.overlap < 1 and not each.ties] == []


def test_both_offer_wider_searches_with_the_same_counts(asked):
    assert asked.counts
    assert [each for each in asked.counts if each[1] != each[2]] == []


def test_pages_together_hold_what_one_long_page_holds(asked):
    for comparison, keys in asked.pages:
        assert keys == dict(zip(("postgres", "elasticsearch"), comparison.orders, strict=True)), str(comparison)


def test_what_was_asked_finds_something_and_not_everything(asked):
    totals = [each.postgres.total for each in asked.written]
    assert sum(0 < total < len(asked.documents) / 2 for total in totals) > len(totals) / 2


def test_the_report_says_what_was_found(asked, tmp_path):
    path = Path(os.environ.get("DIFFERENTIAL_REPORT", tmp_path / "report.md"))
    path.write_text(report.written_down(asked), encoding="utf-8")
    assert f"| written | {len(asked.written)} |" in path.read_text(encoding="utf-8")
