"""The order of results and the way through their pages, on both engines."""

from datetime import date

import pytest

from search.matching.distance import Point
from search.matching.filters import Filters
from search.query import Sort, Term, Wishes
from tests.contract.listings import CENTRE, at, listing, north

HERE = Point(latitude=CENTRE[0], longitude=CENTRE[1])


def test_nearer_places_come_first(search):
    search.put(
        listing("Far", places=at(north(20))),
        listing("Near", places=at(north(1))),
        listing("Middle", places=at(north(8))),
    )
    assert search.names(origin=HERE) == ["Near", "Middle", "Far"]


def test_the_nearest_of_several_places_counts(search):
    search.put(listing("Two", places=at(north(30), north(1))), listing("One", places=at(north(2))))
    assert search.names(origin=HERE) == ["Two", "One"]


def test_services_that_travel_stand_fairly_beside_near_ones(search):
    search.put(
        listing("Far", places=at(north(25))),
        listing("Near", places=at(north(1))),
        listing("National", reach="national", places=at(north(100))),
        listing("Council-wide", reach="council", places=at(north(9))),
    )
    assert search.names(origin=HERE) == ["Near", "Council-wide", "National", "Far"]


def test_out_of_area_ones_come_after_the_councils_own(search):
    search.put(listing("A", places=at(north(1), out_of_area=True)), listing("B", places=at(north(1))))
    assert search.names() == ["B", "A"]


@pytest.mark.parametrize("worse", [{"stale": True}, {"temporarily_closed": True}])
def test_stale_and_closed_listings_sink(search, worse):
    search.put(listing("A", **worse), listing("B"))
    assert search.names() == ["B", "A"]


def test_complete_listings_come_before_bare_ones(search):
    search.put(listing("A"), listing("B", summary="What it is", free=True, phone="01632 960000"))
    assert search.names() == ["B", "A"]


def test_an_understood_age_orders_but_hides_nothing(search):
    search.put(
        listing("A", age_min=11, age_max=16), listing("B"), listing("C", age_min=5, age_max=11, how_to_access="Ring")
    )
    assert search.names(wishes=Wishes(age=6)) == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("wish", "has"),
    [
        ({"sectors": ("health",)}, {"sectors": ("health",)}),
        ({"tiers": ("targeted",)}, {"tier": "targeted"}),
        ({"delivery": ("online",)}, {"delivery": ("online",)}),
        ({"accessibility": ("hoist",)}, {"accessibility": ("hoist",)}),
        ({"days": ("sat",)}, {"open_days": ("sat",)}),
        ({"free": True}, {"free": True}),
    ],
    ids=lambda value: next(iter(value)),
)
def test_wishes_order_but_hide_nothing(search, wish, has):
    search.put(listing("A", free=False), listing("B", **has))
    assert search.names(wishes=Wishes(**wish)) == ["B", "A"]


def test_a_chosen_need_puts_those_made_for_it_first(search):
    search.put(listing("A", needs=("all-send",)), listing("B", needs=("autism",)))
    assert search.names(filters=Filters(need=("autism",))) == ["B", "A"]


def test_by_name_equals_are_ordered_by_key(search):
    search.put(
        listing("élan", key="service:4"),
        listing("Eland", key="service:3"),
        listing("eland", key="service:2"),
        listing("Zoo", key="service:1"),
    )
    answer = search.ask(sort=Sort.NAME)
    assert [document.key for document in answer.documents] == ["service:4", "service:2", "service:3", "service:1"]


def test_sorted_by_name_without_regard_to_case_or_accents(search):
    search.put(listing("zebra"), listing("Éclair"), listing("Apple"), listing("banana"))
    assert search.names(sort=Sort.NAME) == ["Apple", "banana", "Éclair", "zebra"]


def test_sorted_by_distance_with_placeless_ones_last(search):
    search.put(
        listing("Nowhere"),
        listing("Far online", delivery=("online",), places=at(north(60))),
        listing("Near", places=at(north(1))),
    )
    query = {"sort": Sort.DISTANCE, "origin": HERE}
    assert search.names(**query) == ["Near", "Far online", "Nowhere"]
    assert search.names(**query, radius_miles=3.0) == ["Near", "Far online", "Nowhere"]


def test_sorted_by_date_with_the_undated_last(search):
    search.put(listing("Old", updated=date(2025, 1, 1)), listing("Undated"), listing("New", updated=date(2026, 1, 1)))
    assert search.names(sort=Sort.UPDATED) == ["New", "Old", "Undated"]


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_cover_everything_once(search, sort):
    search.put(*(listing(f"Listing {number:02}", places=at(north(number % 3))) for number in range(25)))
    pages = [search.ask(sort=sort, origin=HERE, page=page, per_page=10) for page in (1, 2, 3)]
    assert [page.total for page in pages] == [25, 25, 25]
    names = [document.name for page in pages for document in page.documents]
    assert len(names) == len(set(names)) == 25


def test_a_page_beyond_the_end_is_empty_but_counted(search):
    search.put(listing("One"))
    answer = search.ask(page=500, per_page=20)
    assert (answer.total, answer.documents) == (1, ())


def test_listed_for_it_and_saying_so_comes_before_either_alone(search):
    search.put(
        listing("A", topics=("leisure",)),
        listing("B horse riding"),
        listing("C", topics=("leisure",), description="Horse riding"),
        listing("D", topics=("leisure",), summary="Horse riding"),
        listing("E horse riding", topics=("leisure",)),
    )
    term = Term(words=("horse riding",), topics=("leisure",))
    assert [name[0] for name in search.names(terms=(term,), minimum_terms=1)] == ["E", "B", "D", "C", "A"]


def test_words_and_distance_add_up(search):
    search.put(
        listing("Swimming", places=at(north(4))),
        listing("Pool", summary="Swimming", places=at(north(1))),
        listing("Swimming far away", places=at(north(60))),
        listing("Baths", description="Swimming", places=at(north(60))),
    )
    term = Term(words=("swimming",))
    assert search.names(terms=(term,), minimum_terms=1, origin=HERE) == [
        "Swimming",
        "Pool",
        "Swimming far away",
        "Baths",
    ]


def test_what_is_worth_the_same_comes_by_its_last_change_never_by_its_name(search):
    search.put(
        listing("Archers", updated=date(2026, 1, 1)),
        listing("Zebras", updated=date(2026, 5, 1)),
        listing("Middle"),
    )
    assert search.names() == ["Zebras", "Archers", "Middle"]
