"""Several queries at once on both engines, and how often a family's search asks its engine."""

import logging
from contextlib import contextmanager

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from search.parameters import read_parameters
from search.query import Filters, Point, SearchQuery, Sort, Term
from search.selectors import find
from tests.contract.listings import CENTRE, at, listing, north

SLEEP = Term(words=("sleep",))
SIGNING = Term(words=("sign language",))
HERE = Point(latitude=CENTRE[0], longitude=CENTRE[1])


@pytest.fixture
def calls(search, settings, caplog):
    """Counts the requests or statements that the engine gets."""
    settings.SEARCH_ENGINE = search.engine.name

    @contextmanager
    def counted():
        found = []
        caplog.clear()
        with CaptureQueriesContext(connection) as queries, caplog.at_level(logging.INFO, "elastic_transport.transport"):
            yield found
        if search.engine.name == "postgres":
            found += [query["sql"] for query in queries if "ORDER BY number" in query["sql"]]
        else:
            found += [each for each in caplog.messages if "_msearch" in each or "_search" in each]

    return counted


def test_queries_asked_together_are_answered_as_each_alone(search, calls):
    search.put(
        listing("Sleep clinic", places=at(north(1)), needs=("sleep",), sectors=("health",), free=True),
        listing("Sleep group", places=at(north(9)), description="Sign language", sectors=("leisure",)),
        listing("Choir", places=at(north(3)), sectors=("leisure",), age_min=5, age_max=9),
        listing("About sleep", key="page:1", kind="page"),
    )
    health = Filters(sector=("health",))
    queries = (
        SearchQuery(terms=(SLEEP,), minimum_terms=1, origin=HERE),
        SearchQuery(terms=(SLEEP,), minimum_terms=1, origin=HERE, radius_miles=2).count_query(),
        SearchQuery(filters=health),
        SearchQuery(sort=Sort.NAME, page=2, per_page=2, with_facets=False),
        SearchQuery(terms=(SLEEP, SIGNING), minimum_terms=1, full_terms=2, sort=Sort.DISTANCE, origin=HERE),
        SearchQuery(terms=(SLEEP, SIGNING), minimum_terms=2).count_query(),
        SearchQuery(filters=Filters(age=4)).count_query(up_to=1),
    )
    with calls() as together:
        answers = search.engine.search_many(queries)
    assert len(together) == 1
    assert answers == tuple(map(search.engine.search, queries))
    assert [answer.total for answer in answers] == [2, 1, 1, 3, 2, 1, 1]
    assert [len(answer.documents) for answer in answers] == [2, 0, 1, 1, 2, 0, 0]


def test_a_count_alone_is_the_count_of_the_page(search):
    search.put(
        listing("Sign", labels=("Language school",)),
        listing("Deaf club", summary="Sign language for all"),
        listing("Sleep clinic", needs=("sleep",)),
        listing("Choir", topics=("leisure",)),
    )
    needing = Term(words=("slumber",), needs=("sleep",))
    for terms in ((SIGNING,), (SLEEP, SIGNING), (SIGNING, needing), (SLEEP, SIGNING, needing)):
        for minimum in range(len(terms) + 1):
            query = SearchQuery(terms=terms, minimum_terms=minimum, pinned=("service:choir",))
            for asked in (query, SearchQuery(terms=terms, minimum_terms=minimum, akin=("leisure",))):
                assert search.engine.search(asked.count_query()).total == search.engine.search(asked).total
    assert search.ask(terms=(SIGNING,), minimum_terms=1).total == 1


def test_a_count_goes_no_further_than_it_is_asked_to(search):
    search.put(*(listing(f"Sleep club {number}", free=number > 1) for number in range(5)))
    query = SearchQuery(terms=(SLEEP,), minimum_terms=1, filters=Filters(free=True))
    assert [search.engine.search(query.count_query(up_to=most)).total for most in (1, 2, 3, 4)] == [1, 2, 3, 3]


@pytest.mark.parametrize(
    ("query", "total", "most"),
    [
        ("q=xylophone&free=yes&age=4&sector=health&day=sun", 0, 2),
        ("q=sleep+xylophone&sector=travel&day=sun&age=3", 0, 2),
        ("q=sleep+xylophone", 13, 2),
        ("q=gluten+free", 1, 2),
        ("q=choir&free=yes&sector=leisure", 1, 2),
        ("q=sleep+clinic&free=yes", 4, 2),
        ("q=sleep", 12, 2),
        ("q=club&kind=service", 12, 1),
        ("", 15, 1),
    ],
)
def test_a_search_asks_its_engine_once_and_once_more_for_all_that_follows(search, calls, query, total, most):
    search.put(
        *(listing(f"Sleep club {number}", sectors=("health",), free=number < 4) for number in range(12)),
        listing("Choir", sectors=("leisure",), free=True),
        listing("Gluten wise"),
        listing("Xylophones"),
        listing("About sleep", key="page:1", kind="page"),
    )
    parameters = read_parameters(QueryDict(query))
    with calls() as asked:
        findings = find(parameters=parameters, with_advice=True)
    assert (findings.engine, findings.total) == (search.engine.name, total)
    assert 1 <= len(asked) <= most
    assert findings.total > 3 or findings.relaxations
