"""Words in the one form in which danger is read: text speak written out, misspellings of its own words put right,
each by its stem. A word keeps the place it was typed at."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Final, NamedTuple

from search.matching.stems import stem
from search.matching.words import letters_of
from search.understanding.lexicon import DATA, everyday_words, keys_of, other_words, stop_words
from search.understanding.spelling import allowed_edits, edit_distance, is_known

FOLDER: Final = DATA / "danger"
MOST_WORDS: Final = 250
_LONGEST_TEXT: Final = 4_000
_LONGEST_WORD: Final = 40
_SHORTEST_JOINED: Final = 7
_SHORTEST_MEANT: Final = 5
_TYPED: Final = re.compile(r"[^\W_]+(?:['`\u2019\u2018\u00b4*@$!][^\W_]+)*")
_HIDDEN: Final = str.maketrans({"@": "a", "$": "s", "!": "i", "1": "i", "0": "o", "3": "e"})
"""Signs that stand for letters, so that a filter of words passes over them."""
_DRAWN_OUT: Final = re.compile(r"(.)\1{2,}")
_CLASS: Final = re.compile(r"<(\w+)>")


class Word(NamedTuple):
    """One word: its stem, and where in the text stands what it was read from."""

    stem: str
    start: int
    end: int


def words_of_danger(text: str) -> list[Word]:
    """The words of a text, the first MOST_WORDS of them, as danger is read in them."""
    typed = islice(_TYPED.finditer(text[:_LONGEST_TEXT]), MOST_WORDS)
    spelt = [Word(word, *found.span()) for found in typed for word in _spelt(_plain(found[0]))]
    return [Word(stem(word.stem), word.start, word.end) for word in _written_out(spelt)]


@cache
def classes() -> Mapping[str, tuple[str, ...]]:
    """The words of each class of `data/danger/words.txt`: who, does what, to whom."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _pairs("words.txt", ":"):
        found[name] = tuple(word for each in words for word in named(each, found))
    return found


def named(word: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words that one word of our data stands for: those of a `<class>`, or itself."""
    group = _CLASS.fullmatch(word)
    return known[group[1]] if group else (word,)


def lines(name: str) -> list[str]:
    """The lines of one of the data files that say something."""
    return [line for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def own_words() -> frozenset[str]:
    """The words that a misspelt one may be meant for: all that danger is read by."""
    texts = [*(line for line in lines("patterns.txt") if not line.startswith("#")), *lines("words.txt")]
    spoken = {word for text in texts for word in re.findall(r"[a-z]{3,}", _CLASS.sub(" ", text))}
    return frozenset(spoken | {word for words in classes().values() for word in words if len(word) > 1})


@cache
def _known() -> frozenset[str]:
    """Words that are spelt right: never corrected."""
    field = frozenset(keys_of((DATA / "words.txt").read_text(encoding="utf-8")))
    near = frozenset(word for line in lines("spelt_right.txt") for word in line.split())
    return near | field | everyday_words() | other_words() | stop_words() | own_words() | frozenset(_shorthand())


@cache
def _shorthand() -> Mapping[str, tuple[str, ...]]:
    """What people write in short, or apart: by the words as typed."""
    return dict(_pairs("shorthand.txt", "="))


@lru_cache(maxsize=4096)
def _apart(word: str) -> tuple[str, ...]:
    """The words of one that was written without its spaces, `wanttodie`; empty when it isn't all known words."""
    if len(word) < _SHORTEST_JOINED or not any(own in word for own in own_words()):
        return ()
    ways: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, part = ways[start], word[start:end]
            if before is not None and part in _parts():
                ways[end] = min(filter(None, (ways[end], (*before, part))), key=len)
    found = ways[-1] or ()
    return found if len(own_words().intersection(found)) > 1 else ()


@cache
def _parts() -> frozenset[str]:
    """The words that may have been written together."""
    short = {"my", "me", "to", "be", "in", "he", "im", "is", "by", "i"}
    return own_words() | short | {word for word in stop_words() if len(word) > 2} | frozenset(_shorthand())


def _pairs(name: str, sign: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in lines(name):
        key, _, words = line.partition(sign)
        yield key.strip(), tuple(words.split())


def _plain(typed: str) -> str:
    """One typed word without apostrophes and accents, and with letters for the signs that stand for them."""
    plain = letters_of(typed)[:_LONGEST_WORD]
    return plain if plain.isalpha() or plain.isdigit() else _of_letters(plain)


def _of_letters(word: str) -> str:
    letters = word.translate(_HIDDEN)
    if "*" in letters:
        hidden = re.compile(re.escape(letters).replace(r"\*", "[a-z]"))
        return min((own for own in own_words() if hidden.fullmatch(own)), default=letters.replace("*", ""))
    return letters if letters.isalpha() and letters in own_words() else word


def _spelt(word: str) -> tuple[str, ...]:
    if is_known(word, _known()) or not word.isalpha():
        return (word,)
    for shorter in (_DRAWN_OUT.sub(r"\1", word), _DRAWN_OUT.sub(r"\1\1", word)):
        if shorter != word and is_known(shorter, _known()):
            return (shorter,)
    return _apart(word) or (_meant(word),)


@cache
def _meant_words() -> frozenset[str]:
    """Those of the own words that a misspelt one may be meant for: of a short one too much else is a slip away."""
    people_and_acts = {word for words in classes().values() for word in words}
    return frozenset(word for word in own_words() - stop_words() | people_and_acts if len(word) >= _SHORTEST_MEANT)


@lru_cache(maxsize=4096)
def _meant(word: str) -> str:
    """The nearest of the own words, the first in the alphabet where two are as near; the word itself when all are far.

    A guess too many shows help to somebody who needs none; one too few hides it.
    """
    allowed = allowed_edits(word)
    near = ((edit_distance(word, own, allowed), own) for own in _meant_words() if own[0] == word[0])
    edits, meant = min(near, default=(allowed + 1, word))
    return meant if edits <= allowed else word


def _written_out(words: Iterable[Word]) -> Iterator[Word]:
    """The words with what is written in short or apart as it is meant: pairs before single words."""
    left = deque(words)
    while left:
        word, start, end = left.popleft()
        pair = _shorthand().get(f"{word} {left[0].stem}") if left else None
        if pair:
            end = left.popleft().end
        yield from (Word(meant, start, end) for meant in pair or _shorthand().get(word, (word,)))
