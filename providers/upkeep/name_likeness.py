"""Which of many names are nearly the same, without comparing each with each.

How alike two names are is what PostgreSQL's `similarity` says: the share of their runs of 3 letters that both have.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from math import ceil
from typing import Final, TypeVar

Run = TypeVar("Run", str, int)
_WORDS: Final = re.compile(r"[^\W_]+")


def trigrams(name: str) -> frozenset[str]:
    """A name's runs of 3 letters, as PostgreSQL makes them: small letters, each word with 2 spaces before it and 1
    behind."""
    padded = (f"  {word} " for word in _WORDS.findall(name.lower()))
    return frozenset(word[start : start + 3] for word in padded for start in range(len(word) - 2))


def likeness(one: frozenset[Run], other: frozenset[Run]) -> float:
    """From 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if one or other else 0.0


def nearly_same(names: Mapping[int, str], *, least: float) -> Iterator[tuple[int, int, float]]:
    """Pairs of keys whose names are at least so alike, each once, the smaller key first.

    Of two such names, at least one of the rarest runs of each is in both, and neither is much shorter: only such names
    are compared. 5,000 names take a second or two.
    """
    runs = _ranked({key: trigrams(name) for key, name in names.items()})
    seen: dict[int, list[int]] = {}
    for key in sorted(runs, key=lambda key: (len(runs[key]), key)):
        own = runs[key]
        shortest = least * len(own)
        rarest = sorted(own)[: len(own) - ceil(shortest) + 1]
        for other in {other for run in rarest for other in seen.get(run, ())}:
            if len(runs[other]) >= shortest and (alike := likeness(own, runs[other])) >= least:
                yield min(key, other), max(key, other), alike
        for run in rarest:
            seen.setdefault(run, []).append(key)


def _ranked(runs: Mapping[int, frozenset[str]]) -> dict[int, frozenset[int]]:
    """Each run of letters as a number, the rarest the smallest."""
    often = Counter(run for each in runs.values() for run in each)
    order = sorted(often, key=lambda run: (often[run], run))
    rank = {run: number for number, run in enumerate(order)}
    return {key: frozenset(rank[run] for run in each) for key, each in runs.items()}
