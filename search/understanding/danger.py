"""Words of somebody who may be in danger now. Where to get help at once then comes before any service."""

from functools import cache

from search.matching.stems import stem
from search.understanding.lexicon import DATA, Phrase, spoken
from search.understanding.tokens import tokenise


def speaks_of_danger(words: str) -> bool:
    """Whether the words hold a phrase of `data/danger.txt`, in any form of its words."""
    typed = _plain(words)
    spans = ((start, start + length) for length in set(map(len, _phrases())) for start in range(len(typed)))
    return any(typed[start:end] in _phrases() for start, end in spans)


@cache
def _phrases() -> frozenset[Phrase]:
    return frozenset(map(_plain, (DATA / "danger.txt").read_text(encoding="utf-8").splitlines()))


def _plain(words: str) -> Phrase:
    return tuple(map(stem, spoken(token.key for token in tokenise(words))))
