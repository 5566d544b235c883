"""Where a term may stand among the others."""

from search.taxonomy.errors import TermRefused
from search.taxonomy.models import Term


def require_place(term: Term | None, vocabulary: str, broader: Term | None) -> None:
    """Refuse a broader term of another kind, a retired one, and one that would make a circle; `term` is None for a new
    one. Raises TermRefused."""
    above = broader
    while above is not None:
        if above.vocabulary != vocabulary or above.retired or (term is not None and above.pk == term.pk):
            raise TermRefused("A term can't stand under itself, under a retired one, or under one of another kind.")
        above = above.broader
