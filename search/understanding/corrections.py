"""Corrects misspelt words before phrases are read: what was typed is searched too, so a wrong guess hides nothing."""

from collections.abc import Callable, Mapping
from typing import Final

from search.understanding.draft import Draft
from search.understanding.lexicon import Lexicon, everyday_words, other_words
from search.understanding.spelling import SHORTEST, correct, edit_distance, is_known

NearWords = Callable[[frozenset[str]], Mapping[str, frozenset[str]]]
"""For those of some words that no listing has: words of the council's listings that they may be meant for."""
_MANY: Final = 99


def correct_spelling(draft: Draft, place_words: frozenset[str], lexicon: Lexicon, near_words: NearWords) -> None:
    """Note what unknown words were most likely meant for. A word that a listing has is never corrected."""
    unknown = {start: draft.key(start, 1) for start, _ in draft.runs(1)}
    unknown = {
        start: word
        for start, word in unknown.items()
        if word not in place_words and f"spelling:{word}" not in draft.ignore and _is_unknown(word, lexicon)
    }
    near = near_words(frozenset(unknown.values())) if unknown else {}
    for start, word in unknown.items():
        meant = _meant(word, lexicon, near[word]) if word in near else None
        if meant:
            draft.spellings[start] = meant
            draft.add_chip(start, "spelling", word, meant)


def _is_unknown(word: str, lexicon: Lexicon) -> bool:
    known = any(is_known(word, words) for words in (everyday_words(), other_words(), lexicon.words))
    return len(word) >= SHORTEST and word.isalpha() and not known and word not in lexicon.joined


def _meant(word: str, lexicon: Lexicon, near: frozenset[str]) -> str | None:
    """Two words of a name that were joined; else the nearer of the word of the field and that of the listings."""
    if joined := next((pair for pair in sorted(near) if pair.replace(" ", "") == word), None):
        return joined
    guesses = [guess for guess in (correct(word, lexicon.spellings), correct(word, _single(near))) if guess]
    return min(guesses, key=lambda guess: edit_distance(word, guess, _MANY), default=None)


def _single(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if " " not in word)
