"""What an officer is told that a listing lacks, from the listing and from what a revision keeps of it."""

from dataclasses import replace

import pytest

from providers.listings.data import ContactData, PlaceData, ServiceData
from providers.listings.essentials import gaps_of, gaps_of_content

WHOLE = ServiceData(
    name="Night Owls",
    summary="Sleep help",
    contacts=(ContactData(email="help@nightowls.example"),),
    places=(PlaceData(postcode="MK9 3XS"),),
    age_min=4,
)


def _what(data):
    return [gap.what for gap in gaps_of(data)]


def test_a_name_alone_lacks_everything():
    assert _what(ServiceData(name="Night Owls")) == ["somebody to ask", "a place", "a description", "ages"]


def test_a_whole_listing_lacks_nothing():
    assert _what(WHOLE) == []


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"contacts": (ContactData(name="Sam"),)}, ["somebody to ask"]),
        ({"places": ()}, ["a place"]),
        ({"places": (), "delivery": ("in-person",)}, ["a place"]),
        ({"places": (), "delivery": ("online",)}, []),
        ({"places": (), "delivery": ("in-person", "home")}, []),
        ({"places": (PlaceData(address="North Hall"),)}, []),
        ({"summary": ""}, ["a description"]),
        ({"summary": "", "description": "We meet."}, []),
        ({"age_min": None}, ["ages"]),
        ({"age_min": None, "age_max": 11}, []),
        ({"age_min": None, "audience": ("families",)}, []),
    ],
)
def test_each_thing_that_is_missing_is_told(changes, lacks):
    assert _what(replace(WHOLE, **changes)) == lacks


def test_what_a_revision_keeps_is_read_alike():
    content = {
        "summary": "Sleep help",
        "contacts": [{"email": "help@nightowls.example"}],
        "service_at_locations": [{"address": "North Hall"}],
        "delivery": "[]",
        "age_min": 4,
    }
    assert gaps_of_content(content) == ()
    assert [gap.what for gap in gaps_of_content({})] == _what(ServiceData(name=""))
