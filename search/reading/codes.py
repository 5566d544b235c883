"""What a listing's words and a search's were read as, as codes."""

from collections.abc import Iterator
from typing import Any

from search.findings import Located
from search.matching.facets import ANY_NEED
from search.places.errors import PlaceProblem
from search.query import Term
from search.taxonomy.selectors import term_labels
from search.understanding.ages import find_ages
from search.understanding.reader import CouncilContext, Understanding
from search.understanding.tokens import tokenise


def listing_context() -> CouncilContext:
    """What reading a listing needs of the open council: nobody looks for a place among its words."""
    labels: dict[str, Any] = {"need": term_labels("need"), "topic": term_labels("topic")}
    return CouncilContext(labels=labels, find_places=lambda keys: {}, locate=_nowhere)


def codes_of(understanding: Understanding) -> frozenset[str]:
    """All that words ask for or speak of, as `need:autism`: needs, topics (also wider ones) and kinds of setting."""
    return frozenset(_codes(understanding))


def said_of(understanding: Understanding, text: str) -> dict[str, str]:
    """The words of a text that speak of each need, topic and age that it may be filed under: `age:5-11` → `5 to 11`.

    A text that speaks of several ages is filed under none.
    """
    said: dict[str, str] = {}
    for term in understanding.terms:
        words = next(iter((*term.said, *term.words)), "")
        said |= dict.fromkeys((code for code in _subjects(term) if code != ANY_NEED), words)
    plain = " ".join(token.key for token in tokenise(text))
    ages = {f"age:{found.ages.value}": plain[found.start : found.end].strip() for found in find_ages(plain)}
    return {**said, **(ages if len(ages) == 1 else {})}


def _codes(understanding: Understanding) -> Iterator[str]:
    for term in understanding.terms:
        yield from _subjects(term)
        yield from (f"setting_type:{code}" for code in term.settings)


def _subjects(term: Term) -> Iterator[str]:
    """The needs and topics that a term is about."""
    yield from (f"need:{code}" for code in term.needs)
    yield from (f"topic:{code}" for code in (*term.topics, *term.within))


def _nowhere(code: str) -> Located:
    raise PlaceProblem("")
