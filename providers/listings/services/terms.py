"""Needs and topics of services, where one is put in the place of another, or back."""

from collections.abc import Sequence

from providers.listings.models import Service
from providers.listings.services.search_rows import refresh_search_rows
from search.taxonomy.holders import Holding, Left
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import TERM_FIELDS
from search.taxonomy.services.replacement import holdings_of, left_of, put_back_terms, replace_term


def replace_term_of_services(old: Term, new: Term | None) -> list[Holding]:
    """Put `new` in the place of `old` in every live service; gives those that had it. Drafts say what a term means now
    when they are read."""
    through = getattr(Service, TERM_FIELDS[Vocabulary(old.vocabulary)]).through
    keys = replace_term(through, "service_id", old=old, new=new)
    refresh_search_rows(service_ids=keys)
    return holdings_of(Service, keys, "name")


def bring_back_term_of_services(term: Term, meaning_it: Sequence[Term], held: Sequence[Holding]) -> list[Left]:
    """Give live services a term again that their live version names; gives those that had it and don't name it now.
    Drafts name it by themselves."""
    field = TERM_FIELDS[Vocabulary(term.vocabulary)]
    refresh_search_rows(service_ids=put_back_terms(Service, field, terms=[term, *meaning_it]))
    return left_of(Service, field, term, held)
