"""Where a term may stand among the others."""

from search.taxonomy.errors import TermRefused
from search.taxonomy.models import Term


def terms_above(term: Term) -> list[Term]:
    """The broader terms of a term, up to the top."""
    found: list[Term] = []
    while term.broader is not None and term.broader not in found:
        term = term.broader
        found.append(term)
    return found


def require_place(term: Term | None, vocabulary: str, broader: Term | None) -> None:
    """Refuse a broader term of another kind, a retired one, and one that would make a circle; `term` is None for a new
    one. Raises TermRefused."""
    for above in (broader, *terms_above(broader)) if broader else ():
        if above.vocabulary != vocabulary or above.retired or above == term:
            raise TermRefused("A term can't stand under itself, under a retired one, or under one of another kind.")
