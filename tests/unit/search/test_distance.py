"""Distances a family sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.matching.distance import Point, box_around, miles_between, nearest_place
from tests.contract.listings import CENTRE, at, listing, north

HERE = Point(latitude=CENTRE[0], longitude=CENTRE[1])
LATITUDES, LONGITUDES = st.floats(49, 61), st.floats(-9, 2)


def test_a_known_distance():
    euston, central = Point(latitude=51.5282, longitude=-0.1337), (52.0345, -0.7745)
    assert miles_between(euston, *central) == pytest.approx(44.4, rel=0.01)


def test_no_distance_to_itself():
    assert miles_between(HERE, *CENTRE) == 0


def test_the_nearest_place_is_taken():
    document = listing("Two", places=at(north(5), north(2)))
    place, miles = nearest_place(document, HERE)
    assert (place, miles) == (document.places[1], pytest.approx(2, rel=0.001))


def test_without_an_origin_it_is_the_first_and_without_places_none():
    document = listing("Two", places=at(north(5), north(2)))
    assert nearest_place(document, None) == (document.places[0], None)
    assert nearest_place(listing("None"), HERE) == (None, None)


@given(LATITUDES, LONGITUDES, LATITUDES, LONGITUDES, st.floats(0.5, 100))
def test_whatever_lies_within_a_radius_lies_within_its_box(latitude, longitude, other, east, miles):
    origin = Point(latitude=latitude, longitude=longitude)
    box = box_around(origin, miles)
    if miles_between(origin, other, east) <= miles:
        assert box.south <= other <= box.north
        assert box.west <= east <= box.east
