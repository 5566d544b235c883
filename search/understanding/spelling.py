"""The word somebody most likely meant, when the one typed is unknown."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

SHORTEST: Final = 4
# One edit in a short word, two in a long one: more would guess.
_TWO_EDITS: Final = 8
_ENDINGS: Final = ("", "s", "es", "ed", "ing", "er", "ers", "ly")


def is_known(word: str, known: frozenset[str]) -> bool:
    """True for a known word, or one that ends in a usual way after it (`swims`, `walker`; not `swiming`)."""
    if f"{word}s" in known:
        return True
    stems = [(word.removesuffix(ending), ending) for ending in _ENDINGS if word.endswith(ending)]
    return any(stem in known and f"{stem}{stem[-1]}{ending}" not in known for stem, ending in stems if stem)


@lru_cache(maxsize=4096)
def correct(word: str, known: frozenset[str]) -> str | None:
    """The one known word nearest to an unknown one, else None: too far, or two are as near.

    The first letters must agree, and short words allow one edit (a letter more, less, other, or two swapped).
    """
    if len(word) < SHORTEST or not word.isalpha() or is_known(word, known):
        return None
    allowed = allowed_edits(word)
    near = [(edit_distance(word, other, allowed), other) for other in _candidates(word, known, allowed)]
    near = sorted(each for each in near if each[0] <= allowed)
    if not near or (len(near) > 1 and near[0][0] == near[1][0] and not _same_stem(near[0][1], near[1][1])):
        return None
    return near[0][1]


def allowed_edits(word: str) -> int:
    """How many edits a word may need and still be recognised: none in one shorter than SHORTEST."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < _TWO_EDITS else 2


def edit_distance(left: str, right: str, most: int) -> int:
    """The edits between two words (optimal string alignment), or `most` + 1 when they are more."""
    return OSA.distance(left, right, score_cutoff=most)


def _candidates(word: str, known: Iterable[str], allowed: int) -> Iterable[str]:
    return (
        other
        for other in known
        if other[0] == word[0] and len(other) >= SHORTEST and abs(len(other) - len(word)) <= allowed
    )


def _same_stem(left: str, right: str) -> bool:
    return left.rstrip("s") == right.rstrip("s")
