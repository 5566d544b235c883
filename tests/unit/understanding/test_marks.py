"""Numbers, addresses and streets are read as one thing each."""

import pytest

from search.matching.marks import marks_of
from tests.unit.understanding.council_context import read


def terms(words):
    return [set(term.words) for term in read(words).terms]


@pytest.mark.parametrize(
    "typed",
    ["01733 555020", "01733555020", "(01733) 555-020", "+44 1733 555020", "+44 (0)1733 555020", "0044 1733 555 020"],
)
def test_a_phone_number_is_one_thing_however_it_is_written(typed):
    assert terms(typed) == [{"01733555020"}]
    assert terms(f"who is {typed}?")[0] == {"01733555020"}
    assert "01733555020" in marks_of((), (typed,)).split()


@pytest.mark.parametrize("typed", ["ages 5-11", "0-25", "16 to 25 years", "MK9 3EJ", "2026", "1 2 3 4 5 6 7 8 9"])
def test_other_numbers_are_none(typed):
    assert not any(word.isdigit() and len(word) > 9 for found in terms(typed) for word in found)


@pytest.mark.parametrize(
    "typed",
    [
        "www.kestrel.example.org",
        "https://kestrel.example.org/clubs?x=1",
        "KESTREL.example.org",
        "jo@kestrel.example.org",
    ],
)
def test_a_web_or_mail_address_is_its_host(typed):
    (term,) = read(typed).terms
    assert term.said == ("kestrelexampleorg",)
    assert "kestrel" in term.words
    assert "kestrelexampleorg" in marks_of((), (typed,)).split()


@pytest.mark.parametrize("typed", ["Old Mill Lane", "12 old mill lane", "12a Old Mill Ln", "autism near Old Mill Lane"])
def test_a_street_is_one_thing(typed):
    assert {"oldmilllane", "milllane"} <= terms(typed)[-1]
    assert {"oldmilllane", "milllane"} <= set(marks_of((), (f"Otter House, {typed}, Peterborough",)).split())


def test_ordinary_words_are_no_street():
    understood = read("my autistic son needs a quiet place to walk")
    assert not any("quietplace" in term.words for term in understood.terms)


def test_an_address_is_found_by_its_building_and_town_and_never_by_the_words_of_its_street():
    words = marks_of((), ("Riverside Baths\n3 Park Road, Peterborough",)).split()
    assert words == ["riverside", "baths", "parkroad", "peterborough"]


def test_a_name_of_several_words_is_found_by_its_initials():
    assert marks_of(("Peterborough Parent Carer Forum", "Owls"), ()) == "ppcf"
    assert marks_of(("Centre for Help of the Deaf",), ()).split() == ["cfhotd", "chd"]


def test_what_is_dialled_from_next_door_is_found():
    assert {"555020", "79460000"} <= set(marks_of((), ("01733 555020", "020 7946 0000")).split())
