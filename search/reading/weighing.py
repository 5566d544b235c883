"""How much each of the words tells in the open council, and which documents mean what they ask for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from search.matching import ranking
from search.matching.stems import stem
from search.matching.words import words_of
from search.meaning.vocabulary import is_known
from search.query import Term
from search.reading.codes import codes_of
from search.reading.nearest import nearest
from search.reading.selectors import Rarity, rarity_of
from search.understanding.reader import Understanding

_TELLS_SOMETHING: Final = 1.0
"""Rarity of what two listings in five have: a commoner word tells next to nothing."""
_MOST_TYPED: Final = 40
"""So many different words are asked for at most: a story's later ones say little that is new."""
_STEPS: Final = 8
"""Weights come in eighths, which both engines multiply and add up exactly."""


def weigh(understanding: Understanding, words: str) -> Understanding:
    """What the words were read as, each part with what it is worth here. Two queries, none without words.

    Raises UnknownCouncil outside a council.
    """
    typed = tuple(dict.fromkeys(words_of(words)))[:_MOST_TYPED]
    if not typed:
        return understanding
    terms = (*understanding.terms, *understanding.beside)
    rarity = rarity_of({stem(word) for text in (*typed, *_texts(terms)) for word in words_of(text)})
    found = nearest(words if _is_language(typed, rarity) else "", codes_of(understanding))
    return replace(
        understanding,
        terms=tuple(_weighed(term, term.words, rarity) for term in understanding.terms),
        beside=tuple(_weighed(term, term.said, rarity) for term in understanding.beside),
        typed=tuple(
            Term(said=(word,), worth=_in_steps(rare))
            for word in typed
            if (rare := rarity.of({stem(word)})) >= _TELLS_SOMETHING
        ),
        meant=found.points,
        nearest=found.found,
    )


def _is_language(typed: Iterable[str], rarity: Rarity) -> bool:
    """Whether any of the words is one that listings have or that is known: what means nothing is near to nothing."""
    return any(stem(word) in rarity.having or is_known(word) for word in typed)


def _texts(terms: Iterable[Term]) -> Iterable[str]:
    return (text for term in terms for text in (*term.words, *term.said))


def _weighed(term: Term, texts: tuple[str, ...], rarity: Rarity) -> Term:
    """The term, worth more or less by the commonest of its texts: a document may have it for that one alone."""
    if not rarity.documents or not texts:
        return term
    rare = min(rarity.of({stem(word) for word in words_of(text)}) for text in texts)
    return replace(term, worth=_in_steps(min(ranking.MOST_RARE, max(ranking.LEAST_RARE, rare / ranking.USUAL_RARITY))))


def _in_steps(value: float) -> float:
    return round(value * _STEPS) / _STEPS
