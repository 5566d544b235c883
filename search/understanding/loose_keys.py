"""Phrases in other forms and another order of their words: `hits me and bites` is `biting and hitting`, too."""

from collections.abc import Iterable
from typing import Final

from search.matching.stems import stem

DENIALS: Final = frozenset({"not", "no", "never", "without", "except", "instead"})
"""Small words that change what a phrase means."""


def loose_key(words: Iterable[str], small: frozenset[str]) -> tuple[str, ...]:
    """What phrases of the same telling words have in common; empty unless there are two. `small` words tell nothing."""
    stems = {word if word in DENIALS else stem(word) for word in words if word in DENIALS or word not in small}
    return tuple(sorted(stems)) if len(stems - DENIALS) > 1 and not any(map(str.isdigit, stems)) else ()
