"""How good a ranking is, from the grades of what it shows."""

from collections.abc import Mapping, Sequence
from math import log2
from statistics import fmean
from typing import Final

DEPTH: Final = 10
"""What a family sees without going on."""
GOOD: Final = 2
Grades = Mapping[str, int]
"""Listings by key with their grade, 0 to 3. What isn't in it counts as 0."""


def ndcg(ranking: Sequence[str], grades: Grades, depth: int = DEPTH) -> float:
    """Discounted gain of the first `depth`, over that of the best order of all that was judged: 1 is perfect.

    A grade gains 2^grade - 1, so one exact answer outweighs two good ones. Raises ValueError where nothing is worth
    anything: such a query can't be scored.
    """
    ideal = _gain(sorted(grades.values(), reverse=True)[:depth])
    if not ideal:
        raise ValueError("Nothing that was judged is worth finding.")
    return _gain([grades.get(key, 0) for key in ranking[:depth]]) / ideal


def reciprocal_rank(ranking: Sequence[str], grades: Grades) -> float:
    """One over the place of the first good answer; 0 when there is none."""
    places = (place for place, key in enumerate(ranking, start=1) if grades.get(key, 0) >= GOOD)
    return next((1 / place for place in places), 0.0)


def mean(values: Sequence[float]) -> float:
    """The mean, 0 of nothing."""
    return fmean(values) if values else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))
