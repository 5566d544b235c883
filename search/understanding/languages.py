"""Whether the words of a search are in another language than English, of a dozen that families here speak."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from search.matching.words import letters_of
from search.understanding.lexicon import DATA
from search.understanding.tokens import Token

_LEAST: Final = 2
"""So many words of another language make it that: one alone may be a name, or an English word."""


class Language(NamedTuple):
    """One language: its code, its small words by their keys, and how to get an interpreter, said in it."""

    code: str
    words: frozenset[str]
    sentence: str


def language_of(tokens: Sequence[Token], english: frozenset[str]) -> Language | None:
    """The language that most of the words are of that are not in `english`; None where they are English or unknown."""
    keys = {token.key for token in tokens}
    counts = {code: len(keys & language.words) for code, language in _languages().items()}
    best = max(counts, key=lambda code: counts[code])
    # Words that are both, as “no” and “con”, count only beside others.
    foreign = keys & _languages()[best].words - english
    return _languages()[best] if counts[best] >= _LEAST and foreign and counts[best] * 2 >= len(keys) - 1 else None


@cache
def _languages() -> Mapping[str, Language]:
    with (DATA / "languages.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: Language(row["code"], frozenset(map(letters_of, row["words"].split())), row["sentence"])
            for row in csv.DictReader(file)
        }
