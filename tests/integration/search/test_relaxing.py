"""No search is a dead end: what is offered when little is found, and that each offer keeps its promise."""

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.parameters import read_parameters
from search.places.models import Postcode
from search.results.relaxations import FEW, TRIES
from search.selectors import find
from search.vocabulary import ALL_SEND
from tenants.councils.models import Council
from tests.contract.listings import CENTRE, at, listing, north, put

pytestmark = pytest.mark.usefixtures("on_postgres")


@pytest.fixture
def postcode(alpha):
    Postcode.objects.create(postcode="MK9 3XS", latitude=CENTRE[0], longitude=CENTRE[1], district="E06000042")
    return "postcode=MK9+3XS"


def found(query):
    return find(parameters=read_parameters(QueryDict(query)))


def offers(query):
    return [(offer.label, offer.count) for offer in found(query).relaxations]


def test_little_found_near_is_widened(alpha, postcode):
    put(*(listing(f"Club {miles}", places=at(north(miles))) for miles in (0.5, 8, 20, 60)))
    findings = found(f"{postcode}&radius=1")
    assert [(offer.label, offer.count) for offer in findings.relaxations] == [
        ("Within 10 miles", 2),
        ("Within 25 miles", 3),
        ("At any distance", 4),
    ]
    assert parse_qs(findings.relaxations[0].query) == {"postcode": ["MK9 3XS"], "radius": ["10"]}


def test_each_filter_says_what_it_costs_the_dearest_first(alpha):
    put(
        listing("Yoga", sectors=("health",)),
        listing("Choir", sectors=("leisure",), free=True, age_min=3, age_max=9),
        listing("Chess", sectors=("leisure",), free=False),
        listing("Judo", sectors=("leisure",), free=False),
        listing("Art", sectors=("travel",), free=True),
    )
    assert offers("sector=health&sector=leisure&free=yes&age=12") == [
        ("Without “Free”", 3),
        ("Without “Health” or “Leisure and activities”", 1),
        ("For any age", 1),
        ("Without your filters", 5),
    ]


def test_filters_that_only_together_leave_nothing_are_taken_off_together(alpha, postcode):
    put(listing("Far", places=at(north(40)), sectors=("health",)))
    assert offers(f"{postcode}&sector=travel&radius=3") == [("Without your filters, at any distance", 1)]


def test_words_that_nothing_has_can_be_left_out(alpha):
    put(listing("Yoga", free=True), listing("Chess", free=True), listing("Paid", free=False))
    assert offers("q=xylophone&free=yes") == [("Without your words", 2)]


def test_a_place_in_the_words_stays_when_they_are_left_out(alpha, postcode):
    put(listing("Near", places=at(north(1))), listing("Far", places=at(north(40))))
    (offer,) = found("q=xylophone+MK9+3XS&radius=5").relaxations
    assert (offer.label, offer.count) == ("Without your words", 1)
    assert parse_qs(offer.query) == {"postcode": ["MK9 3XS"], "radius": ["5"]}


def test_advice_is_offered_where_no_service_is_found(alpha, client_for):
    page = listing("About sleep", key="page:1", kind="page")
    put(page, listing("Chess"))
    offer = found("q=sleep&free=yes").relaxations[-1]
    assert (offer.label, offer.count, offer.kind) == ("Advice and information", 1, "page")
    assert found(offer.query).hits[0].document == page
    assert "Advice and information: 1 page</a>" in client_for(alpha).get("/search/?q=sleep&free=yes").content.decode()


def test_many_filters_leave_advice_and_words_their_try(alpha, postcode):
    put(listing("About sleep", key="page:1", kind="page"), listing("Sleep clinic", places=at(north(40))))
    filters = "need=autism&sector=health&tier=targeted&topic=travel&day=sat&free=yes&age=4&reach=national&delivery=home"
    assert offers(f"{postcode}&q=sleep&radius=1&{filters}") == [
        ("Without your filters, at any distance", 1),
        ("Advice and information", 1),
    ]


def test_services_are_offered_where_no_advice_is_found(alpha):
    put(listing("Sleep clinic"))
    assert offers("q=sleep&kind=page") == [("Services", 1)]


def test_everything_is_the_last_resort(alpha, postcode):
    put(listing("Only", sectors=("health",), places=at(north(40))))
    assert offers(f"{postcode}&q=xylophone&sector=travel&radius=3") == [("Every service", 1)]


def test_a_word_that_nothing_has_is_named(alpha):
    put(listing("Trampoline club"), listing("Riding"))
    assert found("q=trampoline+xylophone").notices == (
        "Nothing here mentions “xylophone”. These results have some of your other words.",
    )


def test_words_that_never_come_together_are_not_called_absent(alpha):
    put(listing("Zebra club"), listing("Giraffe club"))
    assert found("q=zebra+giraffe").notices == ("Nothing has all of your words, so these have some of them.",)


def test_what_plain_words_would_find_is_found_where_their_reading_finds_nothing(alpha):
    put(listing("Gluten wise", sectors=("health",)))
    findings = found("q=gluten+free")

    assert [hit.document.name for hit in findings.hits] == ["Gluten wise"]
    assert findings.notices == ("Nothing has all of your words, so these have some of them.",)
    assert ("Without “Travel”", 1) in offers("q=gluten+free&sector=travel")


def test_enough_results_are_not_widened(alpha):
    put(*(listing(f"Club {number}", free=number <= FEW) for number in range(FEW + 9)))
    assert found("free=yes").total > FEW
    assert offers("free=yes") == []


def test_an_empty_council_shows_whom_to_ask(alpha, client_for):
    Council.objects.filter(pk=alpha.pk).update(phone="01632 960100")
    page = client_for(alpha).get("/search/?q=sleep&free=yes").content.decode()
    main, foot = page.split("</main>")
    for part in (main, foot):
        assert "Ask a person" in part
        assert "tel:01632960100" in part
    assert 'href="/search/"' in page


def test_no_more_than_a_few_searches_are_tried(alpha, postcode, monkeypatch):
    from search.adapters.postgres.engine import PostgresEngine

    asked = []
    search_many = PostgresEngine.search_many
    monkeypatch.setattr(
        PostgresEngine, "search_many", lambda self, queries: asked.extend(queries) or search_many(self, queries)
    )
    found(f"{postcode}&radius=1&q=xylophone&age=4&free=yes&sector=health&need=sleep&day=sat&tier=targeted&topic=travel")
    assert 1 + TRIES <= len(asked) <= 1 + TRIES + 1
    assert all(query.counts_only for query in asked[1:])


WORDS = ("yoga", "sleep", "xylophone", "free", "autism", "age 6", "MK9 3XS", "near", "zumba")
PAIRS = st.one_of(
    st.tuples(st.just("q"), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)),
    st.tuples(st.just("sector"), st.sampled_from(["health", "travel", "leisure"])),
    st.tuples(st.just("need"), st.sampled_from(["autism", "sleep", "dyslexia", ALL_SEND])),
    st.tuples(st.just("day"), st.sampled_from(["sat", "sun"])),
    st.tuples(st.just("age"), st.integers(0, 25).map(str)),
    st.tuples(st.just("radius"), st.sampled_from(["1", "3", "10", "25"])),
    st.sampled_from([("postcode", "MK9 3XS"), ("free", "yes"), ("kind", "page"), ("sort", "distance")]),
    st.tuples(st.just("not"), st.sampled_from(["need:sleep", "free:yes", "age:6"])),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80, deadline=None)
@given(pairs=st.lists(PAIRS, max_size=7))
def test_every_search_leads_on_and_every_offer_keeps_its_promise(collected, pairs):
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    findings = find(parameters=read_parameters(data))
    assert findings.total or findings.relaxations
    for offer in findings.relaxations:
        assert offer.count > findings.total
        assert found(offer.query).total == offer.count


@pytest.fixture
def collected(alpha, postcode):
    """A dozen listings and a page, near and far, of several kinds."""
    put(
        *(
            listing(
                f"{('Yoga', 'Sleep', 'Chess')[number % 3]} {number}",
                sectors=(("health", "leisure")[number % 2],),
                needs=((), ("autism",), ("sleep",), (ALL_SEND,))[number % 4],
                free=(True, False, None)[number % 3],
                age_min=number,
                age_max=number + 5,
                open_days=("sat",) if number % 5 == 0 else (),
                places=at(north(number * 3)),
                description="Autism and sleep" if number % 2 else "Free for all",
            )
            for number in range(12)
        ),
        listing("About sleep", key="page:1", kind="page", topics=("travel",)),
    )


def test_others_of_the_same_kind_follow_the_one_thing_that_was_asked_for(alpha):
    put(
        listing("Pool", topics=("leisure",), description="Swimming"),
        listing("Choir", topics=("leisure",)),
        listing("School", topics=("schools",)),
    )

    swimming, archery = found("q=swimming"), found("q=archery")

    assert [hit.document.name for hit in swimming.hits] == ["Pool", "Choir"]
    assert swimming.notices == ("The first result has all of your words. The others are of the same kind.",)
    assert swimming.hits[1].why == ("things to do",)
    assert [hit.document.name for hit in archery.hits] == ["Choir", "Pool"]
    assert archery.notices == ("Nothing here mentions “archery”. These results are of the same kind.",)
