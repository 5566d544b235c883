"""What a listing's words and a search's were read as, as codes."""

from collections.abc import Iterator
from typing import Any

from search.findings import Located
from search.places.errors import PlaceProblem
from search.taxonomy.selectors import term_labels
from search.understanding.ages import find_ages
from search.understanding.reader import CouncilContext, Understanding
from search.understanding.tokens import tokenise
from search.vocabulary import ALL_SEND


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
        needs = (f"need:{code}" for code in term.needs if code != ALL_SEND)
        topics = (f"topic:{code}" for code in (*term.topics, *term.within))
        said |= dict.fromkeys((*needs, *topics), words)
    plain = " ".join(token.key for token in tokenise(text))
    ages = {f"age:{found.ages.value}": plain[found.start : found.end].strip() for found in find_ages(plain)}
    return {**said, **(ages if len(ages) == 1 else {})}


def _codes(understanding: Understanding) -> Iterator[str]:
    for term in understanding.terms:
        yield from (f"need:{code}" for code in term.needs)
        yield from (f"topic:{code}" for code in (*term.topics, *term.within))
        yield from (f"setting_type:{code}" for code in term.settings)


def _nowhere(code: str) -> Located:
    raise PlaceProblem("")
