"""What others have tied to a service: deleting it would take that away without a word."""

from collections.abc import Collection
from typing import Any, Final

from modelcluster.models import get_all_child_relations

from providers.listings.models import Service
from search.guidance.models import BestBetDocument

_ITS_OWN: Final = frozenset({"listings.listingstate", "assurance.reminder", "links.linkback", "uploads.uploadrow"})
"""What the platform notes about a service by itself."""
_WORDS: Final = {
    "conversations.message": "its people and the council wrote to each other about it",
    "conversations.note": "officers noted something about it",
    "edits.counciledit": "an officer changed it",
    "listings.serviceredirect": "the address of another listing leads to it",
    "listings.suggestedterm": "its people suggested a need or topic for it",
    "people.claim": "somebody asked to look after it",
    "upkeep.mergedservice": "it was merged with another listing",
    "upkeep.ownwordsanswer": "an officer answered what its own words speak of",
}
_BEST_BET: Final = "a best bet shows it"


def ties_of(services: Collection[Service]) -> dict[int, str]:
    """By the keys of the services that others have tied something to: what, as the rest of a sentence."""
    found = {key: _words(relation) for relation in tying_relations() for key in _tied(relation, services)}
    by_key = {f"service:{service.uuid}": service.pk for service in services}
    shown = BestBetDocument.objects.filter(key__in=by_key).values_list("key", flat=True)
    return {**found, **{by_key[key]: _BEST_BET for key in shown}}


def tying_relations() -> list[Any]:
    """The relations of other models to a service that hold what people did: not its content, nor what the platform
    notes."""
    content = {relation.related_model for relation in get_all_child_relations(Service)}
    return [
        relation
        for relation in Service._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and relation.related_model not in content
        and not relation.related_model._meta.auto_created
        and relation.related_model._meta.label_lower not in _ITS_OWN
    ]


def _tied(relation: Any, services: Collection[Service]) -> list[int]:
    column = relation.field.attname
    rows = relation.related_model._default_manager.filter(**{f"{column}__in": [each.pk for each in services]})
    return list(rows.values_list(column, flat=True).distinct())


def _words(relation: Any) -> str:
    model = relation.related_model._meta
    return _WORDS.get(model.label_lower, f"a {model.verbose_name} is about it")
