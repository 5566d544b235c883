"""Writes to a council's needs and topics."""

from collections.abc import Sequence
from typing import Any, Final

from django.core.cache import cache
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from wagtail.log_actions import log

from search.taxonomy.errors import TermRefused
from search.taxonomy.holders import Left
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.placing import require_place, terms_above
from search.taxonomy.selectors import CACHE_KEY
from search.taxonomy.services.retirement import put_back, take_out
from search.vocabulary import ALL_SEND, NEEDS, TOPICS, StarterTerm
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer_or_manager
from tenants.councils.services.taken import unless_taken

LONGEST_CODE: Final = 60
_JUST_ADDED: Final = "Somebody else has just added something like it. Look at the list, then try again."
_NEEDED: Final = frozenset({ALL_SEND})
"""Codes that the search itself gives a meaning to."""


@transaction.atomic
def seed_terms() -> None:
    """Give the council the platform's needs and topics, again after each update of the platform.

    Codes that are there keep what the council edited or retired; terms that the council added stay.
    """
    for vocabulary, starters in ((Vocabulary.NEED, NEEDS), (Vocabulary.TOPIC, TOPICS)):
        _seed(vocabulary, starters)
    forget_terms()


@transaction.atomic
def add_term(
    *, user: User, vocabulary: str, label: str, broader: Term | None = None, areas: Sequence[str] = ()
) -> Term:
    """Add a need or topic of the council's own, after the others; its code is made of its label and never given again.

    Raises TermRefused for anyone but officers and managers, and for words that are there already.
    """
    _require_keeper(user)
    label = _free_label(vocabulary, label)
    require_place(None, vocabulary, broader)
    last = Term.objects.filter(vocabulary=vocabulary).aggregate(last=Max("position"))["last"] or 0
    with unless_taken(TermRefused(_JUST_ADDED)):
        term = Term.objects.create(
            vocabulary=vocabulary,
            code=_free_code(vocabulary, label),
            label=label,
            edited=True,
            broader=broader,
            areas=list(areas),
            position=last + 1,
        )
    log(instance=term, action="taxonomy.add", user=user, data={"after": _words(term)})
    return term


@transaction.atomic
def change_term(*, user: User, term: Term, label: str, broader: Term | None, areas: Sequence[str]) -> Term:
    """Call a term something else, or place it elsewhere among the others; its code stays. Raises TermRefused."""
    _require_keeper(user)
    locked = _lock(term)
    require_place(locked, locked.vocabulary, broader)
    before = _words(locked)
    if locked.label != label.strip():
        locked.label = _free_label(locked.vocabulary, label, but=locked)
    locked.broader, locked.areas = broader, list(areas)
    if _words(locked) != before:
        locked.edited = True
        locked.save()
        log(instance=locked, action="taxonomy.change", user=user, data={"before": before, "after": _words(locked)})
    return locked


@transaction.atomic
def merge_terms(*, user: User, term: Term, into: Term) -> None:
    """Put `into` in a term's place everywhere, drafts among it, and retire the term. Raises TermRefused."""
    _require_keeper(user)
    for each in sorted((term, into), key=lambda each: each.pk):
        _lock(each)
    old, new = Term.objects.get(pk=term.pk), Term.objects.get(pk=into.pk)
    if old.pk == new.pk or old.vocabulary != new.vocabulary:
        raise TermRefused("Choose another term of the same kind.")
    if old.retired or new.retired:
        raise TermRefused("One of these terms isn't used any more.")
    if new.broader_id != old.pk and old in terms_above(new):
        raise TermRefused(f"“{new.label}” stands further down below “{old.label}”. Merge the one between them first.")
    _retire(old, new)
    log(instance=old, action="taxonomy.merge", user=user, data={"into": new.code})


@transaction.atomic
def retire_term(*, user: User, term: Term) -> None:
    """Take a term out of use everywhere, with nothing in its place. Raises TermRefused."""
    _require_keeper(user)
    old = _lock(term)
    if not old.retired:
        _retire(old, None)
        log(instance=old, action="taxonomy.retire", user=user)


@transaction.atomic
def bring_back_term(*, user: User, term: Term) -> list[Left]:
    """Let a retired term be chosen again, and put it back where it was; gives what couldn't be put back, and why.
    Raises TermRefused."""
    _require_keeper(user)
    old = _lock(term)
    if not old.retired:
        return []
    _free_label(old.vocabulary, old.label, but=old)
    left = put_back(old)
    data = {"left": [f"{each.name}: {each.why}" for each in left]} if left else {}
    log(instance=old, action="taxonomy.bring_back", user=user, data=data)
    return left


def forget_terms(**_signal: Any) -> None:
    """Drop the cached labels, now and once more after the commit, so that no process keeps what was there before."""
    cache.delete(CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY), robust=True)


def _seed(vocabulary: Vocabulary, starters: tuple[StarterTerm, ...]) -> None:
    known = {term.code: term for term in Term.objects.filter(vocabulary=vocabulary)}
    for position, starter in enumerate(starters):
        term = known.get(starter.code) or Term(vocabulary=vocabulary, code=starter.code)
        if not term.edited:
            term.label, term.areas = starter.label, list(starter.areas)
        term.census_code = starter.census_code
        term.position = position
        known[starter.code] = term
    ours = [known[starter.code] for starter in starters]
    columns = ["label", "areas", "census_code", "position"]
    Term.objects.bulk_create([term for term in ours if term.pk is None])
    Term.objects.bulk_update([term for term in ours if term.pk is not None], columns)
    for starter in starters:
        term, broader = known[starter.code], known[starter.broader] if starter.broader else None
        if not term.retired and not term.edited:
            term.broader = broader.current if broader else None
    Term.objects.bulk_update(ours, ["broader"])


def _retire(old: Term, new: Term | None) -> None:
    if old.code in _NEEDED:
        raise TermRefused(f"“{old.label}” has a meaning of its own in the search, so it can't go.")
    take_out(old, new)


def _lock(term: Term) -> Term:
    return Term.objects.select_for_update(of=("self",)).get(pk=term.pk)


def _require_keeper(user: User) -> None:
    if not is_officer_or_manager(user):
        raise TermRefused("Only the council's officers and managers can change needs and topics.")


def _free_label(vocabulary: str, label: str, but: Term | None = None) -> str:
    words = " ".join(label.split())
    if not words:
        raise TermRefused("Enter the words that families read.")
    others = Term.objects.current().filter(vocabulary=vocabulary, label__iexact=words)
    if any(other != but for other in others):
        raise TermRefused(f"“{words}” is there already.")
    return words


def _free_code(vocabulary: str, label: str) -> str:
    stem = slugify(label)[:LONGEST_CODE].strip("-") or "term"
    taken = set(Term.objects.filter(vocabulary=vocabulary, code__startswith=stem).values_list("code", flat=True))
    taken |= {starter.code for starter in (*NEEDS, *TOPICS)}
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


def _words(term: Term) -> dict[str, str]:
    return {"label": term.label, "broader": term.broader.code if term.broader else "", "areas": ", ".join(term.areas)}
