"""Words of somebody who may be in danger now. Where to get help at once then comes before any service.

Read on misspelt words as they are meant: by patterns of who does what to whom, which say what kind it is, and else by
what the words weigh together. Too often rather than too seldom."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from search.understanding.danger_patterns import ordinary, patterns
from search.understanding.danger_score import NOTHING, speaks_likely
from search.understanding.danger_words import Word, words_of_danger

SUICIDE: Final = "suicide-self-harm"
CHILD: Final = "child-abuse"
PARTNER: Final = "partner-abuse"
SEXUAL: Final = "sexual-harm"
FORCED: Final = "forced-marriage-exploitation"
MISSING: Final = "missing"
UNSAFE: Final = "unsafe-at-home"
MEDICAL: Final = "medical-emergency"


class Said(NamedTuple):
    """Where in the text one kind of danger is spoken of."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Danger:
    """What some words say of danger; false when they say nothing of it. `likely` when no pattern is in them, and yet
    they weigh like those that speak of it."""

    said: tuple[Said, ...] = ()
    likely: bool = False

    def __bool__(self) -> bool:
        """Whether they speak of any."""
        return self.likely or bool(self.said)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of danger: the constants of this module. What is only likely may be any, and counts as UNSAFE."""
        return frozenset(each.kind for each in self.said) or frozenset([UNSAFE] if self.likely else ())


@lru_cache(maxsize=256)
def read_danger(text: str) -> Danger:
    """The danger that a text of any length speaks of, in its first MOST_WORDS words. Nothing raises anything.

    Kept for a while: the page and the reader of a search ask the same, at 1 to 4 ms each.
    """
    words = words_of_danger(text)
    telling = without_ordinary(words)
    said = said_outright(telling)
    return Danger(said, likely=not said and speaks_likely(telling))


def without_ordinary(words: Sequence[Word]) -> list[Word]:
    """The words with nothing to read in those of ordinary phrases: `kill time`."""
    stems = frozenset(word.stem for word in words)
    line = "".join(f"{word.stem} " for word in words)
    for phrase in ordinary():
        if phrase.may_be_in(stems):
            line = phrase.found.sub(_dots, line)
    return [word._replace(stem=left) for word, left in zip(words, line.split(), strict=True)]


def said_outright(words: Sequence[Word]) -> tuple[Said, ...]:
    """Where the words, without ordinary phrases, say by a pattern that there is danger."""
    stems = frozenset(word.stem for word in words)
    line = "".join(f"{word.stem} " for word in words)
    found = (
        (kind, match)
        for kind, ways in patterns().items()
        for way in ways
        if way.may_be_in(stems)
        for match in way.found.finditer(line)
    )
    return tuple(dict.fromkeys(_said(kind, match, line, words) for kind, match in found))


def _said(kind: str, match: re.Match[str], line: str, words: Sequence[Word]) -> Said:
    first, length = line.count(" ", 0, match.start()), match[0].count(" ")
    return Said(kind, words[first].start, words[first + length - 1].end)


def _dots(found: re.Match[str]) -> str:
    """As many words that nothing is read in."""
    return f"{NOTHING} " * found[0].count(" ")
