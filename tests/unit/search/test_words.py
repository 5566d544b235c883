"""Text as both engines see it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.matching.words import BREAK, fold, fold_all, letters_of, words_of
from search.places.text import key_of


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
        ("Łucja’s Œuvre", "lucja oeuvre"),
        ("ĐORĐE Ǿrsted Þór", "dorde orsted thor"),
        ("STRASSE Straße", "strasse strasse"),
        ("", ""),
        ("😀!", ""),
    ],
)
def test_folding(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "searched", "looked_up"),
    [
        ("King's Lynn", "king lynn", "kings lynn"),
        ("St. Giles’", "st giles", "st giles"),
        ("Saint-Évremond", "saint evremond", "saint evremond"),
        ("Children's", "children", "childrens"),
        ("Dog_Lane", "dog lane", "dog lane"),
        ("Łódź Road", "lodz road", "lodz road"),
    ],
)
def test_engines_drop_a_possessive_and_names_of_places_keep_it(name, searched, looked_up):
    assert (fold(name), key_of(name)) == (searched, looked_up)


@given(st.text(st.characters(max_codepoint=0x24F, exclude_characters="'`´ŉ"), max_size=20))
def test_without_apostrophes_both_have_the_same_letters(text):
    assert re.findall("[a-z0-9]", fold(text)) == re.findall("[a-z0-9]", key_of(text))


@given(st.text())
def test_letters_are_small_and_without_accents_and_apostrophes(text):
    letters = letters_of(text)

    assert letters_of(letters) == letters
    assert not set(letters) & set("'`‘’ʼ´ABCÀÉé")


def test_items_are_kept_apart():
    assert fold_all(("Short breaks", "", "Play")) == f"short breaks {BREAK} play"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_nothing_that_a_query_language_could_read(text):
    assert all(word.isalnum() and len(word) <= 40 for word in words_of(text))
