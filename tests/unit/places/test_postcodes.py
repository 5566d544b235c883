"""Reading postcodes as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.places.postcodes import (
    BadPostcode,
    is_outcode,
    is_postcode,
    normalise,
    normalise_mistyped,
    normalise_outcode,
    normalise_sector,
    outcode,
    sector,
)

POSTCODES = st.sampled_from(["MK9 3EJ", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 1HQ", "EC1A 1BB", "SW1A 1AA"])


@given(POSTCODES, st.sampled_from(["", " ", "  ", "-", "\t", "\u00a0"]), st.booleans())
def test_a_postcode_is_read_in_any_case_and_spacing(postcode, gap, small):
    typed = postcode.replace(" ", gap)

    assert normalise(f" {typed.lower() if small else typed} ") == postcode


@given(POSTCODES)
def test_reading_what_was_read_changes_nothing(postcode):
    assert normalise(normalise(postcode)) == postcode


@given(st.text())
def test_any_text_is_a_postcode_or_refused_with_a_message(text):
    if not is_postcode(text):
        with pytest.raises(BadPostcode, match=r"\w"):
            normalise(text)
    else:
        read = normalise(text)
        assert normalise(read) == read
        assert is_outcode(outcode(read))
        assert normalise_sector(sector(read)) == sector(read)


@pytest.mark.parametrize("text", ["", " ", "MK9", "MK9 3E", "MK9 3EJX", "12345", "QQ1 1AA", "MK9 3CI", "hello", "\x00"])
def test_what_is_no_postcode_is_refused_with_an_example(text):
    with pytest.raises(BadPostcode, match="like MK9 3EJ"):
        normalise(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BT1 5GS", "Northern Ireland"),
        ("bt15gs", "Northern Ireland"),
        ("JE2 3AB", "Jersey"),
        ("IM1 1AA", "Isle of Man"),
    ],
)
def test_postcodes_we_do_not_cover_are_told_where_to_look(text, place):
    with pytest.raises(BadPostcode, match=f"We cover England.*{place}"):
        normalise(text)
    with pytest.raises(BadPostcode, match="We cover England"):
        normalise_outcode(text[:3])


@pytest.mark.parametrize("text", ["MK9", "mk9", "M1", "EC1A", " W1A ", "TD15", "CF10"])
def test_first_halves_are_known(text):
    assert is_outcode(text)
    assert normalise_outcode(text) == text.strip().upper()


@pytest.mark.parametrize("text", ["", "Y9", "U5", "KS2", "MK", "9", "MK9 3EJ", "BT1", "16", "MK93EJ"])
def test_what_is_no_first_half_is_refused(text):
    assert not is_outcode(text)


def test_a_sector_needs_its_space():
    assert normalise_sector("mk9 3") == "MK9 3"
    with pytest.raises(BadPostcode):
        normalise_sector("MK93")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("MK1O 9AA", "MK10 9AA"),
        ("SW1A OAA", "SW1A 0AA"),
        ("mki iaa", "MK1 1AA"),
        ("Ml 1AE", "M1 1AE"),
        ("OX1 1AA", "OX1 1AA"),
        ("LL11 1AA", "LL11 1AA"),
    ],
)
def test_letters_that_look_like_digits_are_read_as_digits(typed, meant):
    assert normalise_mistyped(typed) == meant


@pytest.mark.parametrize("typed", ["", "MKO", "hello", "OOO OOO", "BT1 5GS"])
def test_what_is_no_postcode_with_digits_either_is_refused(typed):
    with pytest.raises(BadPostcode):
        normalise_mistyped(typed)
