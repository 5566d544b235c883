"""What some words were read as, as codes."""

from collections.abc import Iterator

from search.understanding.reader import Understanding


def codes_of(understanding: Understanding) -> frozenset[str]:
    """All that words ask for or speak of, as `need:autism`: needs, topics (also wider ones) and kinds of setting."""
    return frozenset(_codes(understanding))


def _codes(understanding: Understanding) -> Iterator[str]:
    for term in understanding.terms:
        yield from (f"need:{code}" for code in term.needs)
        yield from (f"topic:{code}" for code in (*term.topics, *term.within))
        yield from (f"setting_type:{code}" for code in term.settings)
