"""The lexicon is well formed, and spelling is careful."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import vocabulary
from search.understanding.ages import parse_ages
from search.understanding.lexicon import DATA, SKIPPED, spoken
from search.understanding.meanings import DAYS
from search.understanding.spelling import correct, edit_distance
from search.understanding.tokens import tokenise
from tests.unit.understanding.council_context import chips

ROWS = [
    {**row, "id": f"{path.stem} {row['phrases'][:30]}"}
    for path in sorted((DATA / "lexicon").glob("*.csv"))
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())
]
CODES = {
    "need": {term.code for term in vocabulary.NEEDS},
    "topic": {term.code for term in vocabulary.TOPICS},
    "within": {term.code for term in vocabulary.TOPICS},
    "sector": vocabulary.SECTOR,
    "tier": vocabulary.TIER,
    "delivery": vocabulary.DELIVERY,
    "accessibility": vocabulary.ACCESSIBILITY,
    "day": DAYS,
    "free": {"yes"},
    "setting_type": vocabulary.SETTING_TYPE,
    "period": vocabulary.PERIOD,
    "referral": vocabulary.REFERRAL,
    "audience": vocabulary.AUDIENCE,
}


def test_there_are_enough_phrases_and_each_once():
    words = [tuple(token.key for token in tokenise(phrase)) for row in ROWS for phrase in row["phrases"].split("|")]
    phrases = [spoken(each) for each in words]

    assert len(phrases) >= 2_000
    assert all(phrases)
    assert sorted(phrase for phrase, count in Counter(phrases).items() if count > 1) == []
    assert [each for each in words if each[0] in SKIPPED or each[-1] in SKIPPED] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_every_meaning_is_of_the_vocabulary(row):
    meanings = [meaning.partition(":") for meaning in row["meanings"].split()]

    assert meanings or row["words"] or row["id"].startswith("ordinary")
    for kind, _, value in meanings:
        assert parse_ages(value) if kind == "age" else value in CODES[kind]


def test_every_need_and_topic_can_be_said():
    said = {meaning for row in ROWS for meaning in row["meanings"].split()}

    assert {f"need:{code}" for code in CODES["need"]} - said == {"need:other"}
    assert {f"topic:{code}" for code in CODES["topic"]} <= said
    assert {f"setting_type:{code}" for code in CODES["setting_type"]} <= said


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("autism", "autism", 0),
        ("autsim", "autism", 1),
        ("speach", "speech", 1),
        ("swiming", "swimming", 1),
        ("a", "b", 1),
        ("ca", "abc", 3),
        ("", "autism", 3),
        ("dyslexia", "dyspraxia", 3),
        ("dyslexia", "dyslecsia", 2),
    ],
)
def test_slips_are_counted(left, right, count):
    assert edit_distance(left, right, 2) == count


@given(st.text(max_size=12), st.text(max_size=12))
def test_slips_are_the_same_both_ways(left, right):
    assert edit_distance(left, right, 30) == edit_distance(right, left, 30)


def test_two_words_as_near_are_not_guessed_between():
    assert correct("cane", frozenset({"care", "cave"})) is None
    assert correct("carr", frozenset({"care", "cars"})) is None
    assert correct("clubb", frozenset({"club", "clubs"})) == "club"


@pytest.mark.parametrize("word", ["medication", "chair", "hand", "dead", "bites", "screaming", "smearing", "masking"])
def test_ordinary_words_are_not_corrected_to_words_of_the_field(word):
    assert not {chip for chip in chips(word) if chip.startswith("spelling:")}


@pytest.mark.parametrize(
    "word", ["rapid", "cancel", "wages", "position", "mass", "chucking", "crisps", "defeat", "concert", "manic"]
)
def test_an_english_word_near_one_of_the_field_stays_as_it_was_typed(word):
    assert not {chip for chip in chips(word) if chip.startswith("spelling:")}
