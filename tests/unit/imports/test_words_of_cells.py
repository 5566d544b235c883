"""Cells that hold codes: codes and labels, as people write them."""

import pytest

from providers.imports.errors import BadCell
from providers.imports.listing_csv.cells import known_codes, read

KNOWN = known_codes(
    needs={"autism": "Autism", "adhd": "ADHD", "speech": "Speech, language and communication", "old": ""},
    topics={"travel": "Getting about", "short-breaks": "Short breaks", "trips": "Short breaks", "out": "Travel"},
)


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("needs", "autism;adhd", ("adhd", "autism")),
        ("needs", "Autism; ADHD", ("adhd", "autism")),
        ("needs", "Autism, ADHD", ("adhd", "autism")),
        ("needs", "Speech, language and communication", ("speech",)),
        ("needs", "speech language and communication; AUTISM;", ("autism", "speech")),
        ("needs", "old", ("old",)),
        ("needs", " ; ,", ()),
        ("sector", "Social care, health", ("health", "social-care")),
        ("organisation_kind", "Charity or community group", "voluntary"),
        ("tier", "Specialist, longer-term", "specialist"),
        ("delivery", "In person", ("in-person",)),
        ("reach", "All of England", "national"),
        ("topic", "travel", ("travel",)),
        ("topic", "Getting about", ("travel",)),
    ],
)
def test_codes_and_labels_mean_the_same(column, cell, value):
    assert read(column, cell, KNOWN) == value


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("needs", "Autism, austism", "“austism” is not in the list for needs. Did you mean “autism”?"),
        ("tier", "gold", "“gold” is not in the list for tier. It can be: universal, targeted, specialist."),
        ("topic", "Short breaks for all", "Did you mean “short-breaks”?"),
        ("needs", "xxxxxxxx", "“xxxxxxxx” is not in the list for needs."),
    ],
)
def test_other_words_are_refused_with_what_to_say(column, cell, reason):
    with pytest.raises(BadCell) as refusal:
        read(column, cell, KNOWN)
    assert reason in refusal.value.reason


def test_a_label_that_two_terms_have_says_nothing():
    known = known_codes(needs={}, topics={"day-trips": "Short breaks", "respite": "Short breaks"})
    with pytest.raises(BadCell):
        read("topic", "Short breaks", known)
