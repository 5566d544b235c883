"""What may say who somebody is, is pointed at before anybody publishes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.voice.personal import looks_personal, pieces_of


def marked_in(text):
    return [piece.words for piece in pieces_of(text) if piece.personal]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring me on 07700 900123 please", ["07700 900123"]),
        ("Ring me on 01632 960 001.", ["01632 960 001"]),
        ("Write to ann.smith@family.example", ["ann.smith@family.example"]),
        ("We live in MK9 3EJ now", ["MK9 3EJ"]),
        ("then Mrs Jones told us off", ["Mrs Jones"]),
        ("My son Oliver waited a year", ["Oliver"]),
        ("a boy called Kai was left out", ["Kai"]),
        ("the head, Sarah Okafor, said no", ["Sarah Okafor"]),
        ("NHS number 943 476 5919", ["943 476 5919"]),
    ],
)
def test_details_of_a_person_are_marked(text, found):
    assert marked_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "It costs £12.50 a week and there are 24 places.",
        "We waited 18 months for an assessment. Nobody rang us back.",
        "the toilets weren’t clean",
        "",
    ],
)
def test_ordinary_complaints_are_not(text):
    assert not looks_personal(text)


@given(st.text(max_size=400))
def test_no_character_is_lost_or_added(text):
    assert "".join(piece.words for piece in pieces_of(text)) == text


def test_a_long_text_is_read_quickly_enough():
    assert pieces_of("a@" * 2000)
    assert pieces_of("Mr A" * 1000)
    assert pieces_of("0" * 4000)
