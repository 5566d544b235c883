"""Which organisations and services somebody may mean by a name or a number. What isn't public is never found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Q, QuerySet

from providers.listings.identifiers import SCHEMES
from providers.listings.models import Organisation, Service

Listed = TypeVar("Listed", Organisation, Service)

ALIKE: Final = 0.4
"""How alike two whole names are that may be one: "Sunny Bank Primary" and "Sunnybank Primary School" are 0.57."""
MENTIONED: Final = 0.45
"""How well a name must hold the words that somebody typed, a slip of the finger among them."""
MOST_ALIKE: Final = 5
MOST_FOUND: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What fits somebody's words, best first."""

    organisations: tuple[Organisation, ...]
    services: tuple[Service, ...]

    def __bool__(self) -> bool:
        return bool(self.organisations or self.services)


def public_organisations() -> "QuerySet[Organisation]":
    """Organisations that families can see."""
    public: QuerySet[Organisation] = Organisation.objects.filter(live=True, suspended=False)
    return public


def public_services() -> "QuerySet[Service]":
    """Services that families can see, and those that are only paused or out of date."""
    services: QuerySet[Service] = Service.objects.filter(
        live=True, organisation__in=public_organisations(), state__archived=False, state__suspended=False
    )
    return services.select_related("organisation")


def organisations_like(name: str, numbers: Mapping[str, str]) -> list[Organisation]:
    """Public organisations that may be the one of this name, those with one of its numbers first; 5 at most."""
    same = Q()
    for field, number in numbers.items():
        same |= Q(**{field: number})
    alike = public_organisations().annotate(likeness=TrigramSimilarity("name", name))
    with_number = list(alike.filter(same).order_by("-likeness", "name")) if same else []
    by_name = alike.filter(likeness__gte=ALIKE).exclude(pk__in=[each.pk for each in with_number])
    return [*with_number, *by_name.order_by("-likeness", "name")[:MOST_ALIKE]][:MOST_ALIKE]


def organisations_named(words: str) -> list[Organisation]:
    """Every organisation of the council whose name fits the words, public or not: for officers. 15 at most."""
    return list(_by_name(Organisation.objects.all(), words, Q())[:MOST_FOUND])


def listings_found(words: str) -> Found:
    """Public organisations and services whose name or number fits the words; 15 of each at most."""
    words = " ".join(words.split())
    number = words.replace(" ", "").upper()
    numbered = Q()
    for field in SCHEMES:
        numbered |= Q(**{field: number})
    organisations = _by_name(public_organisations(), words, numbered)
    return Found(
        organisations=tuple(organisations[:MOST_FOUND]),
        services=tuple(_by_name(public_services(), words, Q(external_id=words))[:MOST_FOUND]),
    )


def _by_name(listings: "QuerySet[Listed]", words: str, otherwise: Q) -> "QuerySet[Listed]":
    fit = listings.annotate(likeness=TrigramWordSimilarity(words, "name"))
    wanted = Q(likeness__gte=MENTIONED) | Q(name__icontains=words) | otherwise
    found: QuerySet[Listed] = fit.filter(wanted).order_by("-likeness", "name", "pk")
    return found
