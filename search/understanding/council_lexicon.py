"""A council's lexicon: the platform's, with the council's own phrases and its labels of needs and topics."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from search.understanding.lexicon import (
    DATA,
    SHORTEST_JOINED,
    Entry,
    Lexicon,
    Meaning,
    Phrase,
    keys_of,
    platform_entries,
    spoken,
    stop_words,
)
from search.understanding.stemmed_keys import stemmed_key

Labels = Mapping[str, Mapping[str, str]]
"""Labels by code, of `need` and of `topic`."""
CouncilPhrases = tuple[tuple[str, Entry], ...]
_UNNAMED: Final = frozenset({"other"})
_BRACKETS: Final = re.compile(r"\(([^)]*)\)")
_SHORTEST_RARE: Final = 5


def lexicon_for(labels: Labels, phrases: CouncilPhrases = ()) -> Lexicon:
    """The platform's lexicon with a council's phrases and labels, which go before it when a phrase is in both."""
    return _build(tuple((kind, tuple(names.items())) for kind, names in sorted(labels.items())), phrases)


@cache
def _platform() -> Lexicon:
    """The lexicon without anything of a council's."""
    entries = platform_entries()
    common = frozenset(keys_of((DATA / "words.txt").read_text(encoding="utf-8")))
    known = Lexicon(words=stop_words() | common, spellings=common)
    by_stems = {key: _agreed(map(entries.__getitem__, same)) for key, same in _platform_keys().items()}
    return _extended(known, entries, by_stems)


@cache
def _platform_keys() -> Mapping[Phrase, tuple[Phrase, ...]]:
    """The platform's phrases by their stemmed key."""
    return _by_stemmed_key(platform_entries())


@lru_cache(maxsize=64)
def _build(labels: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], phrases: CouncilPhrases) -> Lexicon:
    """What a council adds, on top of what all share: the thousands of phrases of the platform are not read again."""
    own: dict[Phrase, Entry] = {}
    for kind, names in labels:
        for code, label in names:
            if code not in _UNNAMED:
                for phrase in _label_phrases(label):
                    _add_label(own, phrase, Meaning(kind, code), label)
    own |= {spoken(keys_of(text)): entry for text, entry in phrases}
    by_stems = {}
    for key, same in _by_stemmed_key(own).items():
        alike = dict.fromkeys((*_platform_keys().get(key, ()), *same))
        by_stems[key] = _agreed(own.get(phrase) or platform_entries()[phrase] for phrase in alike)
    return _extended(_platform(), own, by_stems)


def _extended(known: Lexicon, entries: Mapping[Phrase, Entry], by_stems: Mapping[Phrase, Entry | None]) -> Lexicon:
    """A lexicon with further entries, and what they make of its stemmed keys: an entry, or None for nothing."""
    words = {word for phrase in entries for word in phrase}
    joined = {"".join(phrase): phrase for phrase in entries if len(phrase) == 2}
    return Lexicon(
        entries={**known.entries, **entries},
        joined={**known.joined, **{word: each for word, each in joined.items() if len(word) >= SHORTEST_JOINED}},
        words=known.words | words,
        spellings=known.spellings | ({word for word in words if len(word) >= _SHORTEST_RARE} - stop_words()),
        longest=max([known.longest, *map(len, entries)]),
        by_stems={key: entry for key, entry in {**known.by_stems, **by_stems}.items() if entry},
    )


def _by_stemmed_key(entries: Mapping[Phrase, Entry]) -> dict[Phrase, tuple[Phrase, ...]]:
    found: dict[Phrase, tuple[Phrase, ...]] = {}
    for phrase in entries:
        key = stemmed_key(phrase, stop_words())
        if key:
            found[key] = (*found.get(key, ()), phrase)
    return found


def _agreed(entries: Iterable[Entry]) -> Entry | None:
    """The entry of phrases with one stemmed key; None where two of them mean different things."""
    telling = [entry for entry in entries if entry.meanings and not entry.in_capitals]
    return telling[0] if len({entry.meanings for entry in telling}) == 1 else None


def _add_label(entries: dict[Phrase, Entry], phrase: Phrase, meaning: Meaning, label: str) -> None:
    known = entries.get(phrase) or platform_entries().get(phrase)
    if known is None:
        entries[phrase] = Entry((meaning,), (label.lower(),))
    elif meaning not in known.meanings:
        entries[phrase] = Entry((meaning, *known.meanings), known.words)


def _label_phrases(label: str) -> Iterator[Phrase]:
    """`Dyspraxia (DCD)` is said as `dyspraxia dcd`, `dyspraxia` and `dcd`."""
    texts = {label, _BRACKETS.sub("", label), *_BRACKETS.findall(label)}
    yield from (phrase for phrase in map(spoken, map(keys_of, texts)) if phrase and not stop_words().issuperset(phrase))
