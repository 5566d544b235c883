"""What retired needs and topics mean now, wherever they are still named."""

from collections.abc import Iterable

from django.db import models

from search.taxonomy.models import Term


def current_terms(terms: Iterable[Term]) -> list[Term]:
    """What these terms mean now, each once, in their order."""
    return list(dict.fromkeys(current for term in terms if (current := term.current) is not None))


def use_current_terms(holder: models.Model, *names: str) -> None:
    """Put what retired terms mean now in their place, in memory, in these relations of a listing or page."""
    for name in names:
        terms = list(getattr(holder, name).all())
        if any(term.retired for term in terms):
            setattr(holder, name, current_terms(terms))
