"""Phrases in other forms and another order of their words: `hits me and bites` is `biting and hitting`, too."""

import re
from collections.abc import Iterable
from typing import Final

DENIALS: Final = frozenset({"not", "no", "never", "without", "except", "instead"})
"""Small words that change what a phrase means."""
_ENDING: Final = re.compile(r"(?:ing|ed|es|s|e)$")
_DOUBLE: Final = re.compile(r"([bdgkmnprtvz])\1$")
_SHORTEST: Final = 3


def stem(word: str) -> str:
    """A word without the endings of its other forms: `hits` and `hitting` give `hit`."""
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST + 1:
        return f"{word[:-3]}y"
    left = _ENDING.sub("", word)
    if len(left) < _SHORTEST or word.endswith("ss"):
        return word
    return _DOUBLE.sub(r"\1", left)


def loose_key(words: Iterable[str], small: frozenset[str]) -> tuple[str, ...]:
    """What phrases of the same telling words have in common; empty unless there are two. `small` words tell nothing."""
    stems = {word if word in DENIALS else stem(word) for word in words if word in DENIALS or word not in small}
    return tuple(sorted(stems)) if len(stems - DENIALS) > 1 and not any(map(str.isdigit, stems)) else ()
