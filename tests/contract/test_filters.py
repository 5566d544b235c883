"""What filters let through and what facets count, on both engines."""

from dataclasses import fields

import pytest

from search.matching.distance import Point
from search.matching.filters import Filters, FilterValues
from search.vocabulary import ALL_SEND
from tests.contract.listings import CENTRE, at, listing, north

HERE = Point(latitude=CENTRE[0], longitude=CENTRE[1])

CASES = [
    ({"sector": ("health",)}, {"sectors": ("health", "education")}),
    ({"tier": ("targeted",)}, {"tier": "targeted"}),
    ({"topic": ("leisure",)}, {"topics": ("leisure",)}),
    ({"setting_type": ("special",)}, {"setting_type": "special"}),
    ({"audience": ("settings",)}, {"audience": ("settings",)}),
    ({"reach": ("national",)}, {"reach": "national"}),
    ({"delivery": ("online",)}, {"delivery": ("online",)}),
    ({"referral": ("gp",)}, {"referral": ("gp", "self")}),
    ({"accessibility": ("hoist",)}, {"accessibility": ("hoist",)}),
    ({"day": ("sat",)}, {"open_days": ("fri", "sat")}),
    ({"free": True}, {"free": True}),
    ({"personal_budget": True}, {"personal_budget": True}),
    ({"section_41": True}, {"section_41": True}),
    ({"out_of_area": True}, {"places": at(CENTRE, out_of_area=True)}),
    ({"need": ("autism",)}, {"needs": ("autism",)}),
    ({"age": 6}, {"age_min": 5, "age_max": 7}),
]
"""What is chosen, and what a document has that answers it."""


@pytest.mark.parametrize(("filters", "has"), CASES, ids=lambda value: next(iter(value)))
def test_each_filter_lets_through_what_has_it(search, filters, has):
    search.put(listing("Has it", **has), listing("Has not", free=False, personal_budget=False, age_min=18, age_max=25))
    assert search.names(filters=Filters(**filters)) == ["Has it"]


def test_each_declared_filter_has_its_case():
    assert {name for filters, _ in CASES for name in filters} == {field.name for field in fields(FilterValues)}


def test_any_value_of_a_group_and_every_group(search):
    search.put(
        listing("A", sectors=("health",), tier="universal"),
        listing("B", sectors=("leisure",), tier="universal"),
        listing("C", sectors=("travel",), tier="universal"),
        listing("D", sectors=("health",), tier="specialist"),
    )
    assert search.names(filters=Filters(sector=("health", "leisure"), tier=("universal",))) == ["A", "B"]


@pytest.mark.parametrize(
    ("low", "high", "found"),
    [(None, None, True), (None, 6, True), (6, None, True), (0, 30, True), (7, None, False), (None, 5, False)],
)
def test_an_age_is_within_a_range_whose_ends_may_be_open(search, low, high, found):
    search.put(listing("One", age_min=low, age_max=high))
    assert bool(search.names(filters=Filters(age=6))) is found


def test_age_nought_is_an_age(search):
    search.put(listing("Babies", age_min=0, age_max=0), listing("Bigger", age_min=1, age_max=4))
    assert search.names(filters=Filters(age=0)) == ["Babies"]


def test_a_need_is_answered_by_related_needs_and_by_any_need_but_not_by_silence(search):
    search.put(
        listing("Special", needs=("dyslexia",), needs_answered=("dyslexia", "specific-learning-difficulty")),
        listing(
            "Broader",
            needs=("specific-learning-difficulty",),
            needs_answered=("dyscalculia", "dyslexia", "dyspraxia", "specific-learning-difficulty"),
        ),
        listing("Any", needs=(ALL_SEND,)),
        listing("Silent"),
        listing("Another", needs=("autism",)),
    )
    assert search.names(filters=Filters(need=("dyslexia",))) == ["Special", "Broader", "Any"]
    assert search.names(filters=Filters(need=(ALL_SEND,))) == ["Any"]


def test_facets_count_what_choosing_them_would_give(search):
    search.put(
        listing("A", sectors=("health",), tier="universal"),
        listing("B", sectors=("health", "leisure"), tier="specialist"),
        listing("C", sectors=("leisure",), tier="specialist"),
    )
    assert counts(search, "sector") == {"health": 2, "leisure": 2}
    chosen = {"filters": Filters(tier=("specialist",))}
    assert counts(search, "sector", **chosen) == {"health": 1, "leisure": 2}
    assert counts(search, "tier", **chosen) == {"specialist": 2, "universal": 1}


def test_chosen_facets_keep_their_siblings_counts(search):
    search.put(
        listing("A", sectors=("health",), tier="universal"),
        listing("B", sectors=("leisure",), tier="specialist"),
        listing("C", sectors=("travel",), tier="specialist"),
    )
    chosen = {"filters": Filters(sector=("leisure",), tier=("specialist",))}
    assert counts(search, "sector", **chosen) == {"leisure": 1, "travel": 1}
    assert counts(search, "tier", **chosen) == {"specialist": 1}


def test_a_chosen_value_that_gives_nothing_is_still_there(search):
    search.put(listing("A", sectors=("health",)))
    assert counts(search, "tier", filters=Filters(tier=("targeted",))) == {"targeted": 0}


def test_each_needs_count_includes_listings_for_any_need(search):
    search.put(
        listing("Autism", needs=("autism",)),
        listing("Both", needs=("autism", ALL_SEND)),
        listing("Any", needs=(ALL_SEND,)),
        listing("Silent"),
    )
    assert counts(search, "need") == {"autism": 3, ALL_SEND: 2}
    assert search.ask(filters=Filters(need=("autism",))).total == 3


def test_flags_are_facets_too(search):
    search.put(listing("A", free=True), listing("B", free=False), listing("C"))
    assert counts(search, "free") == {"yes": 1}


def test_a_radius_keeps_what_is_within_it_and_what_travels(search):
    search.put(
        listing("Near", places=at(north(2.9))),
        listing("Far", places=at(north(3.1))),
        listing("One of two is near", places=at(north(40), north(1))),
        listing("Online", delivery=("online",), places=at(north(90))),
        listing("National", reach="national", places=at(north(90))),
        listing("Nowhere"),
    )
    found = search.ask(origin=HERE, radius_miles=3.0)
    names = {document.name for document in found.documents}
    assert names == {"Near", "One of two is near", "Online", "National", "Nowhere"}
    assert found.total == 5


def test_accessibility_of_a_place_counts_as_the_listings(search):
    from search.documents import Place

    place = Place(uuid="1", label="Hall", latitude=52.0, longitude=-0.7, accessibility=("step-free",))
    search.put(listing("Hall club", places=(place,)))
    assert search.names(filters=Filters(accessibility=("step-free",))) == ["Hall club"]


def counts(search, name, **query):
    return {value.value: value.count for value in search.ask(**query).facets[name]}
