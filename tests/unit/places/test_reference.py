"""Councils' codes, and place names taken from wards."""

import pytest

from search.places.authorities import area_name, authorities, authority_of, same_area
from search.places.gazetteer import names_in, towns
from search.places.postcodes import is_outcode, normalise_sector
from search.places.text import key_of


def test_every_council_with_a_local_offer_is_there_once():
    codes = [code for authority in authorities() for code in authority.codes]

    assert len(authorities()) == 153
    assert len(codes) == len(set(codes))
    assert all(len(code) == 9 and code.startswith("E") for code in codes)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E06000042", "Milton Keynes"),
        ("E06000060", "Buckinghamshire"),
        ("E07000004", "Buckinghamshire"),
        ("E07000243", "Hertfordshire"),
        ("E08000016", "Barnsley"),
        ("E08000038", "Barnsley"),
        ("E08000019", "Sheffield"),
        ("E08000039", "Sheffield"),
        ("E06000058", "Bournemouth, Christchurch and Poole"),
        ("S12000033", "Scotland"),
        ("W06000015", "Wales"),
        ("", ""),
        ("E99999999", ""),
    ],
)
def test_a_code_names_the_council_responsible_there(code, name):
    assert area_name(code) == name


def test_codes_of_one_council_are_one_area():
    assert same_area(["E08000039"]) == {"E08000019", "E08000039"}
    assert "E07000243" in same_area(["E10000015"])
    assert same_area(["E99999999"]) == {"E99999999"}


@pytest.mark.parametrize(
    ("ward", "names"),
    [
        ("Bletchley East Ward", {"Bletchley East", "Bletchley"}),
        ("Newport Pagnell North & Hanslope Ward", {"Newport Pagnell North & Hanslope", "Newport Pagnell", "Hanslope"}),
        ("Hale Barns & Timperley South Ward", {"Hale Barns & Timperley South", "Hale Barns", "Timperley"}),
        ("Central Milton Keynes Ward", {"Central Milton Keynes", "Milton Keynes"}),
        ("Aylesbury North West Ward", {"Aylesbury North West", "Aylesbury"}),
        ("West Wycombe Ward", {"West Wycombe"}),
        ("Abbey Ward", set()),
        ("Olney (Det)", {"Olney"}),
        ("Alveley and Claverley ED", {"Alveley and Claverley", "Alveley", "Claverley"}),
    ],
)
def test_places_are_taken_from_a_wards_name(ward, names):
    assert names_in(ward) == names


def test_every_town_lies_in_a_council_and_near_real_postcodes():
    keys = [(key_of(town.name), town.district) for town in towns()]

    assert len(keys) == len(set(keys))
    for town in towns():
        assert authority_of(town.district)
        assert all(is_outcode(code) or normalise_sector(code) == code for code in town.near)


@pytest.mark.parametrize(
    ("name", "key"), [("Chalfont St. Giles", "chalfont st giles"), ("Tourette\u2019s", "tourettes"), ("Café", "cafe")]
)
def test_names_are_compared_without_accents_and_punctuation(name, key):
    assert key_of(name) == key
