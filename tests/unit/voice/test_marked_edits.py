"""What an officer changed in somebody's words is seen by families, and nothing else is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cms.voice.marked_edits import LEFT_OUT, marked


def test_words_that_nobody_changed_stay_as_they_were():
    assert marked("It was\n\nlovely.", "It was\n\nlovely.") == "It was\n\nlovely."


def test_what_is_left_out_leaves_a_mark():
    assert marked("Mrs Jones shouted at us", "shouted at us") == f"{LEFT_OUT} shouted at us"
    assert marked("We rang 07700 900123 daily", "We rang daily") == f"We rang {LEFT_OUT} daily"


def test_what_is_put_in_its_place_stands_in_brackets_alone():
    assert marked("Mrs Jones shouted", "A teacher shouted") == "[A teacher] shouted"


def test_brackets_of_the_officers_own_are_not_doubled():
    assert marked("Mrs Jones shouted", "[A teacher] shouted") == "[A teacher] shouted"


def test_what_is_added_stands_in_brackets():
    assert marked("It was not good", "It was really not good") == "It was [really] not good"


WORDS = st.lists(
    st.sampled_from(["we", "rang", "them", "and", "nobody", "came", "back", "today", "Ann"]), max_size=12
).map(" ".join)


@given(WORDS, WORDS)
def test_no_word_of_the_officers_stands_outside_brackets(before, after):
    outside = re.sub(r"\[[^\]]*\]", " ", marked(before, after)).split()
    said = iter(before.split())
    assert all(word in said for word in outside), "in the writer's order, and theirs alone"


@given(WORDS, WORDS)
def test_what_differs_is_never_shown_as_if_nothing_had_been_changed(before, after):
    if before != after:
        assert "[" in marked(before, after) or not (before.strip() or after.strip())
