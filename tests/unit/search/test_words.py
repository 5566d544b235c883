"""Text as both engines see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.matching.words import BREAK, fold, fold_all, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Children's café", "children cafe"),
        ("Children’s", "children"),
        ("can't, won’t", "cant wont"),
        ("parents' group", "parents group"),
        ("step-free / BSL", "step free bsl"),
        ("16–25", "16 25"),
        ("ﬁnance ½", "finance 1 2"),
        ("snake_case", "snake case"),
        ("STRASSE Straße", "strasse strasse"),
        ("", ""),
        ("😀!", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


def test_items_are_kept_apart():
    assert fold_all(("Short breaks", "", "Play")) == f"short breaks {BREAK} play"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_nothing_that_a_query_language_could_read(text):
    assert all(word.isalnum() and len(word) <= 40 for word in words_of(text))
