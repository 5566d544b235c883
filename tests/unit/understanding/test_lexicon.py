"""The lexicon is well formed, and spelling is careful."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import vocabulary
from search.understanding.ages import parse_ages
from search.understanding.lexicon import DATA
from search.understanding.meanings import _DAYS
from search.understanding.spelling import correct, slips
from search.understanding.tokens import tokenise
from tests.unit.understanding.surroundings import chips

ROWS = list(csv.DictReader((DATA / "lexicon.csv").read_text(encoding="utf-8").splitlines()))
CODES = {
    "need": {term.code for term in vocabulary.NEEDS},
    "topic": {term.code for term in vocabulary.TOPICS},
    "sector": vocabulary.SECTOR,
    "tier": vocabulary.TIER,
    "delivery": vocabulary.DELIVERY,
    "accessibility": vocabulary.ACCESSIBILITY,
    "day": _DAYS,
    "free": {"yes"},
}


def test_there_are_enough_phrases_and_each_once():
    phrases = [tuple(token.text for token in tokenise(phrase)) for row in ROWS for phrase in row["phrases"].split("|")]

    assert len(phrases) > 250
    assert all(phrases)
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrases"][:30])
def test_every_meaning_is_of_the_vocabulary(row):
    meanings = [meaning.partition(":") for meaning in row["meanings"].split()]

    assert meanings
    for kind, _, value in meanings:
        assert parse_ages(value) if kind == "age" else value in CODES[kind]


def test_every_need_and_topic_can_be_said():
    said = {meaning for row in ROWS for meaning in row["meanings"].split()}

    assert {f"need:{code}" for code in CODES["need"]} - said == {"need:other"}
    assert {f"topic:{code}" for code in CODES["topic"]} <= said


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("autism", "autism", 0),
        ("autsim", "autism", 1),
        ("speach", "speech", 1),
        ("swiming", "swimming", 1),
        ("a", "b", 1),
    ],
)
def test_slips_are_counted(left, right, count):
    assert slips(left, right, 2) == count


@given(st.text(max_size=12), st.text(max_size=12))
def test_slips_are_the_same_both_ways(left, right):
    assert slips(left, right, 30) == slips(right, left, 30)


def test_two_words_as_near_are_not_guessed_between():
    assert correct("cane", frozenset({"care", "cave"})) is None
    assert correct("carr", frozenset({"care", "cars"})) is None
    assert correct("clubb", frozenset({"club", "clubs"})) == "club"


@pytest.mark.parametrize("word", ["medication", "chair", "hand", "dead", "bites", "screaming", "smearing", "masking"])
def test_ordinary_words_are_not_corrected_to_words_of_the_field(word):
    assert not {chip for chip in chips(word) if chip.startswith("spelling:")}
