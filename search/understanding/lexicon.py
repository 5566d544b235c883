"""What phrases mean: the platform's own, and how they are found. `council_lexicon` adds a council's."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from search.understanding.stemmed_keys import stemmed_key
from search.understanding.tokens import Token, tokenise

DATA: Final = Path(__file__).parent / "data"
Phrase = tuple[str, ...]
SKIPPED: Final = frozenset({"a", "an", "the", "any", "some", "my", "our", "his", "her", "their", "your"})
"""Words inside a phrase that don't change what it means."""
_NOT: Final = frozenset(
    [
        "aint",
        "arent",
        "cannot",
        "cant",
        "couldnt",
        "didnt",
        "doesnt",
        "dont",
        "hasnt",
        "havent",
        "isnt",
        "never",
        "not",
        "wasnt",
        "werent",
        "wont",
        "wouldnt",
    ]
)
_HAVING: Final = frozenset({"have", "having", "had", "got"})
# Shorter words joined would be others: "a part" and "apart".
SHORTEST_JOINED: Final = 7


SAME: Final = "="
"""Stands in the lexicon before words that say the very same thing."""
WITHIN: Final = "within"
"""Kind of meaning of a phrase for one thing of a topic: swimming is within things to do."""


class Meaning(NamedTuple):
    """One thing a phrase says: `need` `autism`, `age` `2-4`."""

    kind: str
    value: str

    @property
    def named(self) -> str:
        """The kind that families know: what is within a topic is shown as that topic."""
        return "topic" if self.kind == WITHIN else self.kind

    @property
    def chip(self) -> str:
        """As the `not` parameter names it."""
        return f"{self.named}:{self.value}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one phrase means, and other words a listing may use for it.

    Without meanings and words it is an ordinary phrase, in which nothing else is read (`free time`).
    """

    meanings: tuple[Meaning, ...]
    words: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    """Those of `words` that say the very same thing (22q and DiGeorge): worth as much as what was typed."""
    in_capitals: bool = False
    """Written in capitals in the lexicon: it means something else in small letters (`HI`)."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase understood in a council, by its words."""

    entries: Mapping[Phrase, Entry] = field(default_factory=dict)
    joined: Mapping[str, Phrase] = field(default_factory=dict)
    """Phrases of two words as people also write them: in one."""
    words: frozenset[str] = field(default_factory=frozenset)
    """Every single word that is known, whether it means something or not."""
    spellings: frozenset[str] = field(default_factory=frozenset)
    """Those that a misspelt word may be meant for: no short ones that are rare or an acronym."""
    longest: int = 1
    by_stems: Mapping[Phrase, Entry] = field(default_factory=dict)
    """What phrases mean by their stemmed key, where no two with one key mean different things."""

    def find_by_stems(self, words: Phrase) -> Entry | None:
        """The meaning of a phrase with these content words in any form and order."""
        return self.by_stems.get(stemmed_key(spoken(words), stop_words()))

    def find(self, words: Phrase, tokens: tuple[Token, ...]) -> Entry | None:
        """The meaning of some words, also in one word or two, and with or without a plural's s; `tokens` are they as
        typed."""
        if words[0] in SKIPPED or words[-1] in SKIPPED:
            return None
        phrase = spoken(words)
        entry = self._as_written(phrase) or self._in_other_parts(phrase)
        if entry and entry.in_capitals and not all(token.capitals for token in tokens):
            return None
        return entry

    def _as_written(self, phrase: Phrase) -> Entry | None:
        *first, last = phrase
        forms = [last]
        if len(last) > 3 and last.endswith("s"):
            forms.append(last[:-1])
        elif first and first[0] != "for":
            forms.append(f"{last}s")
        return next(filter(None, (self.entries.get((*first, form)) for form in forms)), None)

    def _in_other_parts(self, phrase: Phrase) -> Entry | None:
        if len(phrase) == 1:
            other = self.joined.get(phrase[0]) or self.joined.get(phrase[0].removesuffix("s"))
        else:
            other = ("".join(phrase),) if len(phrase) == 2 and len("".join(phrase)) >= SHORTEST_JOINED else None
        entry = self._as_written(other) if other else None
        return replace(entry, words=(" ".join(other), *entry.words)) if entry and other else None


@cache
def stop_words() -> frozenset[str]:
    """Words that don't help to find a service."""
    return frozenset(keys_of((DATA / "stop_words.txt").read_text(encoding="utf-8")))


@cache
def generic_words() -> frozenset[str]:
    """Words that so many listings have, also in their names, that holding one tells nothing."""
    return frozenset(keys_of((DATA / "generic_words.txt").read_text(encoding="utf-8")))


@cache
def everyday_words() -> frozenset[str]:
    """Ordinary English words: spelt right, so never corrected, and never what another is corrected to."""
    return frozenset(keys_of((DATA / "everyday_words.txt").read_text(encoding="utf-8")))


@cache
def other_words() -> frozenset[str]:
    """Further English words one edit away from a word of the field: spelt right, so never corrected."""
    return frozenset(keys_of((DATA / "other_words.txt").read_text(encoding="utf-8")))


@cache
def need_words() -> Mapping[str, Phrase]:
    """How listings without codes write of each need, by its code."""
    with (DATA / "need_words.csv").open(encoding="utf-8", newline="") as file:
        return {row["need"]: tuple(row["words"].split("|")) for row in csv.DictReader(file)}


def spoken(words: Iterable[str]) -> Phrase:
    """Words in the one form in which phrases are compared: `can't get to the school` gives `not get to school`."""
    kept: list[str] = []
    for word in words:
        if word in _HAVING and kept[-1:] == ["not"]:
            kept[-1] = "no"
        elif word not in SKIPPED:
            kept.append("not" if word in _NOT else word)
    return tuple(kept)


@cache
def platform_entries() -> Mapping[Phrase, Entry]:
    """The phrases of `data/lexicon`."""
    entries: dict[Phrase, Entry] = {}
    for path in sorted((DATA / "lexicon").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                meanings = tuple(Meaning(*meaning.split(":")) for meaning in row["meanings"].split())
                listed = tuple(word for word in row["words"].split("|") if word)
                words = tuple(word.removeprefix(SAME) for word in listed)
                same = tuple(word.removeprefix(SAME) for word in listed if word.startswith(SAME))
                for phrase in row["phrases"].split("|"):
                    entries[spoken(keys_of(phrase))] = Entry(meanings, words, same, phrase.isupper())
    return entries


def keys_of(text: str) -> Phrase:
    """The words of one of our own texts, however long."""
    return tuple(token.key for line in text.splitlines() for token in tokenise(line))
