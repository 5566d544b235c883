"""Takes a term out of use everywhere, and puts it back as it was before, as far as nothing was changed since.

In the transaction of a caller that has locked the term and asked who may.
"""

from typing import Final

from search.taxonomy.errors import TermRefused
from search.taxonomy.holders import Left, bring_back_everywhere, replace_everywhere
from search.taxonomy.models import Retirement, Term
from search.taxonomy.placing import require_place

_MOVED: Final = "It stands elsewhere now."


def take_out(old: Term, new: Term | None) -> None:
    """Retire a term with `new` in its place (None: nothing), and write down what that changes."""
    below, meaning_it = list(old.narrower.all()), Term.objects.filter(merged_into=old)
    Retirement.objects.create(
        term=old,
        broader=old.broader,
        narrower=[each.pk for each in below],
        merged=list(meaning_it.values_list("pk", flat=True)),
        held=replace_everywhere(old, new),
    )
    for narrower in below:
        narrower.broader = _stands_in(old.broader, new, narrower)
        narrower.save()
    meaning_it.update(merged_into=new)
    old.retired, old.merged_into, old.broader = True, new, None
    old.save()


def put_back(old: Term) -> list[Left]:
    """Let a retired term be used, with what it stood among, what meant it and what named it; gives what couldn't be put
    back, and why."""
    note = Retirement.objects.filter(term=old).first() or Retirement(term=old)
    stood_in, place = old.merged_into, note.broader.current if note.broader else None
    again = list(Term.objects.filter(pk__in=note.merged, retired=True, merged_into=stood_in).order_by("pk"))
    old.retired, old.merged_into, old.broader = False, None, place
    old.save()
    Term.objects.filter(pk__in=[term.pk for term in again]).update(merged_into=old)
    left = _put_below(old, note, stood_in)
    left += bring_back_everywhere(old, again, note.held)
    Retirement.objects.filter(term=old).delete()
    return left


def _put_below(old: Term, note: Retirement, new: Term | None) -> list[Left]:
    """Put the narrower terms below it again that stand where they were put when it was retired."""
    left = []
    for narrower in Term.objects.current().filter(pk__in=note.narrower):
        try:
            if narrower.broader != _stands_in(note.broader, new, narrower):
                raise TermRefused(_MOVED)
            require_place(narrower, narrower.vocabulary, old)
        except TermRefused:
            left.append(Left(narrower.label, _MOVED))
        else:
            narrower.broader = old
            narrower.save()
    return left


def _stands_in(broader: Term | None, new: Term | None, narrower: Term) -> Term | None:
    """What a term stands under once the one above it is retired, which stood under `broader` and is `new` now."""
    return broader if new is None or narrower == new else new
