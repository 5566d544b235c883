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


def replace_term(through: type[models.Model], holder: str, *, old: Term, new: Term | None) -> list[int]:
    """Put `new` (None: nothing) in the place of `old` in the rows of a many-to-many relation; gives the holders' keys.

    `holder` is the column of the through table that names them.
    """
    rows = through._default_manager.filter(term=old)
    keys = list(rows.values_list(holder, flat=True))
    if new is not None:
        moved = (through(**{holder: key, "term_id": new.pk}) for key in keys)
        through._default_manager.bulk_create(moved, ignore_conflicts=True, batch_size=1000)
    rows.delete()
    return keys
