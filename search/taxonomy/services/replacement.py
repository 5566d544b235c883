"""Puts one term in the place of another wherever rows hold it, and back."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from wagtail.models import Revision

from search.taxonomy.holders import NOT_THERE, Holding, Left, TermHolder
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import TERM_FIELDS, current_terms

_CHANGED: Final = "Its words were changed after that."


def rows_that_name_terms(
    *, name: str, model: type[Any], words: str, refresh: Callable[[Collection[int]], object]
) -> TermHolder:
    """How a model follows that has versions and relations named as in `TERM_FIELDS`: live rows are changed, drafts say
    what a term means now when they are read.

    `words` is the column with what a row is called. `refresh` is told the keys of the rows whose terms were changed.
    """

    @transaction.atomic
    def replace(old: Term, new: Term | None) -> list[Holding]:
        keys = _replace(model, TERM_FIELDS[Vocabulary(old.vocabulary)], old, new)
        refresh(keys)
        return _holdings(model, keys, words)

    @transaction.atomic
    def bring_back(term: Term, meaning_it: Sequence[Term], held: Sequence[Holding]) -> list[Left]:
        field = TERM_FIELDS[Vocabulary(term.vocabulary)]
        refresh(_put_back(model, field, [term, *meaning_it]))
        return _left(model, field, term, held)

    return TermHolder(name=name, replace=replace, bring_back=bring_back)


def _replace(model: type[Any], field: str, old: Term, new: Term | None) -> list[int]:
    """Put `new` (None: nothing) in the place of `old`; gives the keys of those that had it."""
    relation = getattr(model, field)
    through, holder = relation.through, relation.field.m2m_column_name()
    rows = through._default_manager.filter(term=old)
    keys = list(rows.values_list(holder, flat=True))
    if new is not None:
        moved = (through(**{holder: key, "term_id": new.pk}) for key in keys)
        through._default_manager.bulk_create(moved, ignore_conflicts=True, batch_size=1000)
    rows.delete()
    return keys


def _put_back(model: type[Any], field: str, terms: Iterable[Term]) -> list[int]:
    """Give what is live the terms of its live version again, where that names one of these; gives the keys of those
    rows, which are locked."""
    named = Q()
    for term in terms:
        named |= Q(**{f"live_revision__content__{field}__contains": [term.pk]})
    holders = model.objects.filter(named, live=True).order_by("pk")
    keys = list(holders.select_for_update(of=("self",)).values_list("pk", flat=True))
    if keys:
        _write(model, field, keys)
    return keys


def _holdings(model: type[Any], keys: Collection[int], words: str) -> list[Holding]:
    found = model.objects.filter(pk__in=keys).order_by("pk").values_list("pk", words)
    return [Holding(key=key, name=name) for key, name in found]


def _left(model: type[Any], field: str, term: Term, held: Iterable[Holding]) -> list[Left]:
    """Which of those that held a term name it in no version of now, and why."""
    holdings = {each.key: each.name for each in held}
    there = model.objects.filter(pk__in=holdings)
    named = Q()
    for version in ("live_revision", "latest_revision"):
        named |= Q(**{f"{version}__content__{field}__contains": [term.pk]})
    good = set(there.filter(named).values_list("pk", flat=True))
    kept = set(there.values_list("pk", flat=True))
    return [Left(name, _CHANGED if key in kept else NOT_THERE) for key, name in holdings.items() if key not in good]


def _write(model: type[Any], field: str, keys: Collection[int]) -> None:
    relation = getattr(model, field)
    through, holder = relation.through, relation.field.m2m_column_name()
    versions = dict(model.objects.filter(pk__in=keys).values_list("pk", "live_revision_id"))
    contents = dict(Revision.objects.filter(pk__in=versions.values()).values_list("pk", f"content__{field}"))
    named = {key for stored in contents.values() for key in stored}
    terms = Term.objects.select_related("merged_into").in_bulk(named)
    through._default_manager.filter(**{f"{holder}__in": keys}).delete()
    through._default_manager.bulk_create(
        through(**{holder: key, "term_id": term.pk})
        for key, version in versions.items()
        for term in current_terms(terms[each] for each in contents[version] if each in terms)
    )
