"""`python -m infra.benchmarks.danger_weights`: learn the weights of `search/understanding/danger_score.py` anew.

From the judged sentences that may be tuned on (`tests/unit/understanding/danger/*_tuned.txt`) and what is typed every
day: the lexicon's phrases and the sentences of the tests of reading. The held-out sentences are never read here.
"""

import csv
import math
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from search.understanding.danger import said_outright, without_ordinary
from search.understanding.danger_score import features
from search.understanding.danger_words import FOLDER, words_of_danger
from search.understanding.lexicon import DATA

TESTS: Final = Path(__file__).resolve().parents[2] / "tests" / "unit" / "understanding"
ROUNDS: Final = 40
_ORDINARY_WEIGHS: Final = 0.3
"""There are many more ordinary texts than others."""
_SHRINK: Final = 0.002
_SMALLEST: Final = 0.1
_SEED: Final = 1


class Example(NamedTuple):
    """One text: its features, whether it speaks of danger, and how much it counts."""

    features: tuple[str, ...]
    danger: float
    weight: float


def main() -> int:
    """Write the weights; the same texts give the same file."""
    weights = learn(_examples())
    with (FOLDER / "weights.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("feature", "weight"))
        writer.writerows((name, f"{weight:.2f}") for name, weight in sorted(weights.items()))
    return 0


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Logistic regression by gradient descent: the weights that tell the examples apart, the small ones left out."""
    shuffled, order = list(examples), random.Random(_SEED)  # noqa: S311 - no secret: the same order each time
    weights = dict.fromkeys((feature for each in examples for feature in each.features), 0.0)
    bias = 0.0
    for turn in range(ROUNDS):
        order.shuffle(shuffled)
        rate = 0.2 / (1 + turn * 0.1)
        for each in shuffled:
            score = bias + sum(weights[feature] for feature in each.features)
            step = rate * each.weight * (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - each.danger)
            bias -= step / 2
            for feature in each.features:
                weights[feature] -= step + rate * _SHRINK * weights[feature]
    return {"": bias, **{name: weight for name, weight in weights.items() if abs(weight) >= _SMALLEST}}


def _examples() -> list[Example]:
    known = [(text, 1.0) for text in _lines(TESTS / "danger" / "danger_tuned.txt")]
    known += [(text, 0.0) for text in _everyday()]
    words = [(without_ordinary(words_of_danger(text)), danger) for text, danger in known]
    read = [(sorted(features(each)), danger) for each, danger in words if danger or not said_outright(each)]
    counts = Counter(feature for found, _ in read for feature in found)
    return [
        Example(tuple(feature for feature in found if counts[feature] > 1), danger, danger or _ORDINARY_WEIGHS)
        for found, danger in read
    ]


def _everyday() -> Iterable[str]:
    yield from _lines(TESTS / "danger" / "ordinary_tuned.txt")
    for name in ("sentences.txt", "ordinary.txt"):
        yield from (line.partition("|")[0] for line in _lines(TESTS / name))
    for path in sorted((DATA / "lexicon").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from (phrase for row in csv.DictReader(file) for phrase in row["phrases"].split("|"))


def _lines(path: Path) -> list[str]:
    """The sentences of one of the lists."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


if __name__ == "__main__":
    raise SystemExit(main())
