"""Stems of English words, as both engines make them."""

from functools import lru_cache
from threading import Lock
from typing import Final

import snowballstemmer

_PORTER2: Final = snowballstemmer.stemmer("english")
_LOCK: Final = Lock()
"""A stemmer works on one word at a time."""


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """What the forms of a word, in small letters, have in common: `biting` and `bites` give `bite`."""
    with _LOCK:
        return str(_PORTER2.stemWord(word))
