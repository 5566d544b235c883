"""Puts one term in the place of another wherever rows hold it."""

from django.db import models

from search.taxonomy.models import Term


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
