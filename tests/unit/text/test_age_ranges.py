"""Ages in one cell: both ends are read, or the reader says why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenants.text.ages import OLDEST, read_age_range
from tests.unit.text.age_range_examples import REFUSED, TAKEN
from tests.unit.text.table import outcome_of

WORDS = [
    "5",
    "11",
    "years",
    "months",
    "-",
    "to",
    "under",
    "over",
    "and",
    "+",
    "year",
    "ks",
    "birth",
    ",",
    " ",
    "s",
    "x",
]


@pytest.mark.parametrize(("ages", "text"), [(ages, text) for ages, texts in TAKEN.items() for text in texts])
def test_ages_are_read(ages, text):
    assert outcome_of(read_age_range, text) == (ages, "")


@pytest.mark.parametrize(("message", "text"), [(message, text) for message, texts in REFUSED.items() for text in texts])
def test_what_is_no_age_is_refused_in_words(message, text):
    assert outcome_of(read_age_range, text) == (None, message)


@given(st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_any_words_are_ages_in_order_or_refused(text):
    ages, message = outcome_of(read_age_range, text)
    assert bool(ages) != bool(message)
    if ages:
        assert 0 <= (ages.min or 0) <= (OLDEST if ages.max is None else ages.max) <= OLDEST


@given(st.integers(0, OLDEST), st.integers(0, OLDEST))
def test_two_numbers_are_those_two_ages(one, other):
    low, high = sorted((one, other))
    assert outcome_of(read_age_range, f"{low}-{high}") == ((low, high), "")


@pytest.mark.parametrize("part", ["5-", "up to ", "between 5 and ", "for children ", "5,", " ", "x"])
def test_a_very_long_text_is_answered(part):
    outcome_of(read_age_range, part * (50_000 // len(part)))
