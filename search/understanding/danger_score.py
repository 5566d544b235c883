"""How much the words of a text weigh towards danger, learned from judged sentences: it finds what no pattern says.

`data/danger/weights.csv` has the weights; `python -m infra.benchmarks.danger_weights` learns them anew.
"""

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from search.matching.stems import stem
from search.understanding.danger_words import FOLDER, Word, classes

NOTHING: Final = "."
"""Stands for a word that nothing is read in."""
THRESHOLD: Final = -0.5
"""Texts that weigh more speak of danger: a little below even chances, as help is better shown too often."""
_CLASSES: Final = (
    *("partner", "adult", "child", "harm", "me", "pronoun", "self"),
    *("scared", "wish", "marry", "pills", "private", "gang"),
)
_NEAR: Final = 4


def speaks_likely(words: Sequence[Word]) -> bool:
    """Whether the words weigh enough, taken together."""
    weights = _weights()
    return sum(weights.get(feature, 0.0) for feature in features(words)) + weights[""] > THRESHOLD


def features(words: Sequence[Word]) -> frozenset[str]:
    """What is weighed: words, pairs of words next to each other or one apart, and who or what stands near whom."""
    return frozenset(_features([word.stem for word in words if word.stem != NOTHING]))


def _features(stems: Sequence[str]) -> Iterator[str]:
    yield from stems
    for apart, between in ((1, " "), (2, " _ ")):
        yield from (f"{one}{between}{other}" for one, other in zip(stems, stems[apart:], strict=False))
    groups = [(name, at) for at, word in enumerate(stems) for name in _groups().get(word, ())]
    for name, at in groups:
        yield f"<{name}>"
        yield from (f"<{name}> {word}" for word in stems[at + 1 : at + 2])
        yield from (f"{word} <{name}>" for word in stems[max(at - 1, 0) : at])
        yield from (f"<{name}>..<{other}>" for other, later in groups if at < later <= at + _NEAR)


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """The classes that a stem is of."""
    found: dict[str, tuple[str, ...]] = {}
    for name in _CLASSES:
        for word in dict.fromkeys(map(stem, classes()[name])):
            found[word] = (*found.get(word, ()), name)
    return found


@cache
def _weights() -> dict[str, float]:
    """The weight of each feature; that of none is every text's."""
    with (FOLDER / "weights.csv").open(encoding="utf-8", newline="") as file:
        return {row["feature"]: float(row["weight"]) for row in csv.DictReader(file)}
