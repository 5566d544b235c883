"""Plain BM25 over name and text, as any textbook has it: what a search must beat to be worth its code."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from math import log
from typing import Final

from infra.benchmarks.relevance.collection import Listing
from infra.benchmarks.relevance.metrics import DEPTH

SATURATION: Final = 1.2
LENGTH: Final = 0.75
NAME_COUNTS: Final = 3
STOP: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "to",
        "in",
        "on",
        "and",
        "or",
        "is",
        "are",
        "my",
        "i",
        "do",
        "how",
        "with",
        "at",
        "by",
        "get",
        "who",
        "me",
        "that",
        "it",
        "we",
        "you",
        "from",
        "be",
        "have",
        "has",
        "not",
    ]
)
_ENDINGS: Final = re.compile(r"(ies|es|s|ing|ed|ly)$")


def bm25(found: Mapping[str, Listing]) -> Callable[[str], list[str]]:
    """A search over these listings: gives the keys of the first DEPTH that have any of the words."""
    texts = {
        key: _words(each.name) * NAME_COUNTS + _words(f"{each.summary} {each.description}")
        for key, each in found.items()
    }
    counts = {key: Counter(words) for key, words in texts.items()}
    having = Counter(word for each in counts.values() for word in each)
    mean = sum(map(len, texts.values())) / len(texts)

    def score(key: str, words: set[str]) -> float:
        long = SATURATION * (1 - LENGTH + LENGTH * len(texts[key]) / mean)
        return sum(
            log(1 + (len(texts) - having[word] + 0.5) / (having[word] + 0.5))
            * times
            * (SATURATION + 1)
            / (times + long)
            for word in words
            if (times := counts[key][word])
        )

    def search(query: str) -> list[str]:
        words = set(_words(query))
        scores = {key: score(key, words) for key in texts}
        best = sorted(scores, key=lambda key: -scores[key])
        return [key for key in best[:DEPTH] if scores[key]]

    return search


def _words(text: str) -> list[str]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("'", ""))
    return [_ENDINGS.sub("", word) for word in words if word not in STOP]
