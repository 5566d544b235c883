"""Words of the council's own listings, for those who misspelt one of them."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from django.core.cache import cache

from search.index.selectors.names import names_like_words, organisation_names
from search.matching.words import words_of
from search.understanding.spelling import SHORTEST

MOST: Final = 4
"""So many unknown words are looked up: a search with more is not merely misspelt."""
ORGANISATIONS_KEY: Final = "search-organisation-words"
ORGANISATIONS_SECONDS: Final = 600
_NAMES: Final = 20


def near_words(words: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """For those of some words that no listing of the open council has: words of names like them, pairs of these as they
    stand together (`night owls`), and the words of its organisations.

    One query, none without words; one more in ten minutes for the organisations.
    """
    asked = [word for word in sorted(words) if word.isascii()][:MOST]
    near: dict[str, set[str]] = {}
    for word, name in names_like_words(asked, most=_NAMES) if asked else ():
        near.setdefault(word, set()).update(_words_and_pairs(name))
    organisations = _organisation_words() if near else frozenset()
    return {word: frozenset(found) | organisations for word, found in near.items()}


def _organisation_words() -> frozenset[str]:
    """Read at most once in a while: they change seldom, and have no index of their own."""
    found: frozenset[str] | None = cache.get(ORGANISATIONS_KEY)
    if found is None:
        found = frozenset(word for name in organisation_names() for word in words_of(name) if len(word) >= SHORTEST)
        cache.set(ORGANISATIONS_KEY, found, ORGANISATIONS_SECONDS)
    return found


def _words_and_pairs(name: str) -> set[str]:
    words = words_of(name)
    pairs = {" ".join(pair) for pair in pairwise(words)}
    return {word for word in words if len(word) >= SHORTEST} | pairs
