"""What phrases mean: the platform's lexicon, and a council's own labels of needs and topics."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from search.understanding.tokens import Token, tokenise

DATA: Final = Path(__file__).parent / "data"
Labels = Mapping[str, Mapping[str, str]]
"""Labels by code, of `need` and of `topic`."""
_UNNAMED: Final = frozenset({"other"})
_BRACKETS: Final = re.compile(r"\(([^)]*)\)")


class Meaning(NamedTuple):
    """One thing a phrase says: `need` `autism`, `age` `2-4`."""

    kind: str
    value: str

    @property
    def chip(self) -> str:
        """As the `not` parameter names it."""
        return f"{self.kind}:{self.value}"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one phrase means, and other words a listing may use for it."""

    meanings: tuple[Meaning, ...]
    words: tuple[str, ...] = ()
    in_capitals: bool = False
    """Written in capitals in the lexicon: it means something else in small letters (`HI`)."""


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every phrase understood in a council, by its words."""

    entries: Mapping[Phrase, Entry]
    words: frozenset[str] = field(default_factory=frozenset)
    """Every single word that is known, whether it means something or not."""
    longest: int = 1

    def find(self, phrase: Phrase, tokens: tuple[Token, ...]) -> Entry | None:
        """The meaning of the words, read with or without a plural's s; `tokens` are they as typed."""
        entry = self.entries.get(phrase)
        if entry is None and len(phrase[-1]) > 3 and phrase[-1].endswith("s"):
            entry = self.entries.get((*phrase[:-1], phrase[-1][:-1]))
        if entry and entry.in_capitals and not all(token.capitals for token in tokens):
            return None
        return entry


@cache
def stop_words() -> frozenset[str]:
    """Words that don't help to find a service."""
    return frozenset(_keys((DATA / "stop_words.txt").read_text(encoding="utf-8")))


@cache
def everyday_words() -> frozenset[str]:
    """Ordinary English words: spelt right, so never corrected, and never what a slip is corrected to."""
    return frozenset(_keys((DATA / "everyday_words.txt").read_text(encoding="utf-8")))


def lexicon_for(labels: Labels) -> Lexicon:
    """The platform's lexicon with a council's labels, which go before it when a phrase is in both."""
    return _build(tuple((kind, tuple(names.items())) for kind, names in sorted(labels.items())))


@cache
def _platform_entries() -> Mapping[Phrase, Entry]:
    entries: dict[Phrase, Entry] = {}
    with (DATA / "lexicon.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            meanings = tuple(Meaning(*meaning.split(":")) for meaning in row["meanings"].split())
            words = tuple(word for word in row["words"].split("|") if word)
            for phrase in row["phrases"].split("|"):
                entries[_keys(phrase)] = Entry(meanings, words, phrase.isupper())
    return entries


@lru_cache(maxsize=64)
def _build(labels: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> Lexicon:
    entries = dict(_platform_entries())
    for kind, names in labels:
        for code, label in names:
            if code not in _UNNAMED:
                for phrase in _label_phrases(label):
                    _add_label(entries, phrase, Meaning(kind, code), label)
    words = {word for phrase in entries for word in phrase}
    words |= stop_words() | set(_keys((DATA / "words.txt").read_text(encoding="utf-8")))
    return Lexicon(entries, frozenset(words), max(map(len, entries)))


def _add_label(entries: dict[Phrase, Entry], phrase: Phrase, meaning: Meaning, label: str) -> None:
    known = entries.get(phrase)
    if known is None:
        entries[phrase] = Entry((meaning,), (label.lower(),))
    elif meaning not in known.meanings:
        entries[phrase] = Entry((meaning, *known.meanings), known.words)


def _label_phrases(label: str) -> Iterator[Phrase]:
    """`Dyspraxia (DCD)` is said as `dyspraxia dcd`, `dyspraxia` and `dcd`."""
    spoken = {_keys(label), _keys(_BRACKETS.sub("", label)), *map(_keys, _BRACKETS.findall(label))}
    yield from (phrase for phrase in spoken if phrase and not stop_words().issuperset(phrase))


def _keys(text: str) -> Phrase:
    """The words of one of our own texts, however long."""
    return tuple(token.key for line in text.splitlines() for token in tokenise(line))
