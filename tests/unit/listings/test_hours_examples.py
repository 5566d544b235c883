"""The common ways of writing opening hours: most are read, the rest is kept as the words it is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.listings.opening_hours import MOST_WORDS, as_words, format_hours, parse
from tests.unit.listings.hours_examples import EXAMPLES, REFUSED
from tests.unit.text.table import outcome_of

WORDS = [
    *("mon", "Tuesday", "weds", "fri-sun", "9-5", "6-8pm", "10am-noon", "24/7", ";", ",", "and", "(", ")", "closed"),
    *("bank holidays", "term time", "every other", "1st", "of the month", "evenings", "we", "to", "-", '"note"', "\n"),
]


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_common_way_of_writing_is_read_or_kept_as_words(text):
    read, _ = outcome_of(parse, text)
    assert (format_hours(read) if read else "") == EXAMPLES[text]
    if not read:
        assert [row.note for row in as_words(text)] == [text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_may_mean_two_things_is_not_guessed(text):
    assert outcome_of(parse, text)[0] is None


def test_most_common_ways_are_read():
    assert len(EXAMPLES) == 45
    assert sum(map(bool, EXAMPLES.values())) >= 40


@given(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join))
def test_what_is_read_reads_back_equal(text):
    read, message = outcome_of(parse, text)
    assert bool(message) == (read is None)
    if read:
        assert set(parse(format_hours(read))) == set(read)


def test_a_word_that_is_too_long_for_a_note_is_not_cut():
    assert as_words("x" * 121) == ()
    assert as_words(f"ring {'x' * 120}") != ()


@given(st.text(max_size=400) | st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_hours_as_words_lose_none_and_read_back_equal(text):
    rows = as_words(text)
    said = re.sub(r'[;"\']', " ", text).split()
    if rows:
        kept = " ".join(row.note for row in rows).replace("'", " ").split()
        assert set(kept) == set(said)
        assert parse(format_hours(rows)) == rows
        assert len(rows) <= MOST_WORDS
