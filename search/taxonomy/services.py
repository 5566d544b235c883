"""Writes to a council's needs and topics."""

from typing import Any

from django.core.cache import cache
from django.db import transaction

from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.selectors import CACHE_KEY
from search.vocabulary import NEEDS, TOPICS, StarterTerm


@transaction.atomic
def seed_terms() -> None:
    """Give the council the platform's needs and topics, again after each update of the platform.

    Codes that are there keep a label the council edited; terms that the council added stay.
    """
    for vocabulary, starters in ((Vocabulary.NEED, NEEDS), (Vocabulary.TOPIC, TOPICS)):
        _seed(vocabulary, starters)
    forget_terms()


def forget_terms(**_signal: Any) -> None:
    """Drop the cached labels, now and once more after the commit, so that no process keeps what was there before."""
    cache.delete(CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY), robust=True)


def _seed(vocabulary: Vocabulary, starters: tuple[StarterTerm, ...]) -> None:
    known = {term.code: term for term in Term.objects.filter(vocabulary=vocabulary)}
    for position, starter in enumerate(starters):
        term = known.get(starter.code) or Term(vocabulary=vocabulary, code=starter.code)
        if not term.label_edited:
            term.label = starter.label
        term.areas = list(starter.areas)
        term.census_code = starter.census_code
        term.position = position
        known[starter.code] = term
    ours = [known[starter.code] for starter in starters]
    columns = ["label", "areas", "census_code", "position"]
    Term.objects.bulk_create([term for term in ours if term.pk is None])
    Term.objects.bulk_update([term for term in ours if term.pk is not None], columns)
    for starter in starters:
        known[starter.code].broader = known[starter.broader] if starter.broader else None
    Term.objects.bulk_update(ours, ["broader"])
