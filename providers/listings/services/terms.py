"""Needs and topics of services, where one is put in the place of another."""

from providers.listings.models import Service
from providers.listings.services.search_rows import refresh_search_rows
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.services.replacement import replace_term

_RELATIONS = {Vocabulary.NEED: Service.needs, Vocabulary.TOPIC: Service.topics}


def replace_term_of_services(*, old: Term, new: Term | None) -> None:
    """Put `new` in the place of `old` in every live service. Drafts say what a term means now when they are read."""
    through = _RELATIONS[Vocabulary(old.vocabulary)].through
    keys = replace_term(through, "service_id", old=old, new=new)
    refresh_search_rows(service_ids=keys)
