"""What families find after listings change, on both engines."""

from search.documents import Place
from search.matching.distance import Point
from search.matching.filters import Filters
from search.query import Term
from tests.contract.listings import CENTRE, at, listing, north


def test_an_empty_council_answers_with_nothing(search):
    answer = search.ask(terms=(Term(words=("autism",)),), minimum_terms=1)
    assert (answer.total, answer.documents) == (0, ())
    assert all(value.count == 0 for values in answer.facets.values() for value in values)


def test_what_is_put_comes_back_whole(search):
    place = Place(uuid="p", label="Bletchley, MK3 6EB", latitude=52.0, longitude=-0.7, accessibility=("hoist",))
    document = listing("Whole", summary="Sum", places=(place,), age_min=2, free=False, labels=("Autism",))
    search.put(document)
    assert search.ask().documents == (document,)


def test_a_change_replaces_what_was_there(search):
    search.put(listing("Old words", key="service:1", sectors=("health",), places=at(north(1))))
    search.put(listing("New words", key="service:1", sectors=("travel",), places=at(north(30))))
    assert search.names() == ["New words"]
    assert search.ask(terms=(Term(words=("old",)),), minimum_terms=1).total == 0
    assert search.ask(filters=Filters(sector=("health",))).total == 0
    here = Point(latitude=CENTRE[0], longitude=CENTRE[1])
    assert search.ask(origin=here, radius_miles=5.0).total == 0


def test_what_is_removed_is_found_no_more_and_may_come_back(search):
    search.put(listing("Here", key="service:1"), listing("Stays"))
    search.remove("service:1")
    assert search.names() == ["Stays"]
    search.put(listing("Here", key="service:1"))
    assert search.names() == ["Here", "Stays"]


def test_removing_what_was_never_there_is_fine(search):
    search.remove("service:none")
    assert search.ask().total == 0


def test_facets_can_be_left_out(search):
    search.put(listing("A", sectors=("health",)), listing("B", sectors=("travel",)))
    answer = search.ask(with_facets=False, filters=Filters(sector=("health",)))
    assert (answer.total, answer.facets) == (1, {})
