"""No program makes a link of what a person typed, and a name holds nothing that one could."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.text.autolinks import unlinked, visible
from tenants.text.errors import BadText
from tenants.text.names import read_name
from tests.security.bait import BAIT, links_in
from tests.unit.text.table import outcome_of

PARTS = [
    "https://",
    "http:",
    "//",
    "www.",
    "evil.example",
    "evil",
    ".",
    "。",
    "@",
    "com",
    "a",
    "1",
    " ",
    "\n",
    "/x",
    "[",
    ")",
]
HARMLESS = (
    "St. Mary’s C.E. Primary School",
    "Y.M.C.A.",
    "Night Owls (0-5 and 5-11)",
    "SEND Drop-in 07.30-18.30",
    "Summer 2026, ages 11-16",
    "Charity 1234567",
    "A/B: help & advice",
    "Ünïcode Ō’Brien-Łukasz",
    "مجموعة الدعم",
    "Dr A. B. Smith",
    "Play… and rest",
    "No.1 Nursery",
)


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_no_words_hold_an_address_that_programs_make_a_link(parts):
    said = unlinked("".join(parts))
    assert links_in(said) == []
    assert re.sub(r"\[([:.。@])\]", r"\1", said) == "".join(parts)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_no_link(text):
    assert links_in(unlinked(text)) == []


@pytest.mark.parametrize("words", HARMLESS)
def test_names_as_people_have_them_stay_as_they_are(words):
    assert read_name(words, 255) == words
    assert unlinked(words) == visible(words)


@pytest.mark.parametrize("kind", sorted(BAIT))
def test_a_name_with_bait_is_refused_or_loses_it(kind):
    """What can't be seen, and what is a line of its own, is taken out; what is left is harmless."""
    value, message = outcome_of(lambda text: read_name(text, 255), BAIT[kind])
    assert message or (links_in(value) == [] and value.isprintable())


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Your account is locked, open http://evil.example", "“http://evil.example” looks like a web or email address"),
        ("Write to help@evil.example now", "“help@evil.example” looks like a web or email address"),
        ("Visit evil．example", "“evil．example” looks like a web or email address"),
        ("Call 0901 123 4567", "“0901 123 4567” looks like a phone number"),
        ("Ring +44 (0)901 123 4567 now", "“+44 (0)901 123 4567” looks like a phone number"),
    ],
)
def test_what_is_wrong_with_a_name_is_said(words, named):
    with pytest.raises(BadText) as refused:
        read_name(words, 255)
    assert named in str(refused.value)


def test_a_saints_dot_is_no_address():
    assert read_name("Parish of ST.ANNE and st.mary", 255) == "Parish of ST. ANNE and st. mary"


def test_the_bait_is_bait():
    """Else nothing would show anything. What a library links of itself it finds; the rest other programs do."""
    overlooked = {kind for kind, words in BAIT.items() if not links_in(words)}
    assert {"web address", "no scheme", "www", "e-mail address", "markup", "network address"}.isdisjoint(overlooked)
    assert len(overlooked) < len(BAIT) / 3
