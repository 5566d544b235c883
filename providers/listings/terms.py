"""Needs and topics of services: where they are used, and another in the place of one that goes."""

from collections import Counter

from django.db.models import Count, Q

from providers.listings.models import Service
from providers.listings.services.search_rows import refresh_search_rows
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.replacement import replace_term

_RELATIONS = {Vocabulary.NEED: Service.needs, Vocabulary.TOPIC: Service.topics}
_FIELDS = {Vocabulary.NEED: "needs", Vocabulary.TOPIC: "topics"}


def replace_term_of_services(*, old: Term, new: Term | None) -> None:
    """Put `new` in the place of `old` in every live service. Drafts say what a term means now when they are read."""
    through = _RELATIONS[Vocabulary(old.vocabulary)].through
    keys = replace_term(through, "service_id", old=old, new=new)
    refresh_search_rows(service_ids=keys)


def live_services_by_term(vocabulary: str) -> dict[int, int]:
    """How many live services carry each term."""
    field = _FIELDS[Vocabulary(vocabulary)]
    counted = Service.objects.filter(live=True).values(field).annotate(number=Count("pk")).order_by()
    return {row[field]: row["number"] for row in counted if row[field] is not None}


def drafts_by_term(vocabulary: str) -> dict[int, int]:
    """How many versions that aren't live carry each term."""
    path = f"latest_revision__content__{_FIELDS[Vocabulary(vocabulary)]}"
    drafts = Service.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    return Counter(key for keys in drafts.values_list(path, flat=True) for key in keys or ())
