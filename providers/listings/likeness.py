"""Which listings may be the same as another one, and why: for the review desk, and for people who register.

Names of drafts count too. What is compared beside the name is what is live: a draft's row holds no more than its name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Final, Generic, Self, TypeVar

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import IntegerField, Q, QuerySet, Value

from providers.listings.data import ServiceData
from providers.listings.likeness_scores import (
    ENOUGH,
    SHORTEST_PHONE,
    Score,
    in_words,
    organisation_score,
    own_host,
    service_score,
)
from providers.listings.models import Contact, Organisation, Service, ServiceAtLocation
from providers.listings.models.keys import host_key, host_key_of, phone_key, phone_key_of

Listed = TypeVar("Listed", Service, Organisation)

MOST: Final = 5
_NAMES_ALIKE: Final = """
WITH described AS (
    SELECT name, position - 1 AS position FROM unnest(%s::text[]) WITH ORDINALITY AS given (name, position)
)
SELECT earlier.position, later.position, similarity(later.name, earlier.name)
FROM described AS earlier JOIN described AS later ON earlier.position < later.position
"""


@dataclass(frozen=True, slots=True)
class Likeness(Generic[Listed]):
    """A listing that may be the same, from 40 to 100 and more, and what they have in common."""

    listing: Listed
    score: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The reasons as one phrase: “The same name and the same postcode”."""
        return in_words(self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedService:
    """What a service says, and whose it is; `listing` is itself, as it would be, when it is there already."""

    data: ServiceData
    organisation: Organisation
    listing: Service | None = None

    @classmethod
    def of(cls, service: Service) -> Self:
        """A live service, or a draft."""
        return cls(data=ServiceData.from_service(service), organisation=service.organisation, listing=service)


@dataclass(frozen=True, slots=True, kw_only=True)
class DescribedOrganisation:
    """What tells an organisation from others; `listing` is itself, as it would be, when it is there already."""

    name: str
    urn: str = ""
    charity_number: str = ""
    url: str = ""
    email: str = ""
    listing: Organisation | None = None

    @classmethod
    def of(cls, organisation: Organisation) -> Self:
        """A live organisation, or a draft."""
        names = [each.name for each in fields(cls) if each.name != "listing"]
        return cls(**{name: getattr(organisation, name) for name in names}, listing=organisation)

    @property
    def hosts(self) -> set[str]:
        """Of its website and its mailbox, but for those that many share."""
        return {own_host(self.url), self.email.rpartition("@")[2].lower()} - {""}


def similar_services(described: Sequence[DescribedService]) -> "list[list[Likeness[Service]]]":
    """Services that each of those described may double, the likeliest first; 5 at most for each, in 5 queries at most.

    Those described before it count as they would be. What an organisation's own services naturally share (their phone,
    website and building) counts only beside a name that is nearly the same. Archived ones are left out.
    """
    wanted = [_Wanted.of(each) for each in described]
    pairs = _pairs([query for position, each in enumerate(wanted) for query in each.candidates(position)])
    services = Service.objects.filter(state__archived=False).select_related("organisation", "state")
    rows = services.prefetch_related("contacts", "service_at_locations").in_bulk({key for key, _, _ in pairs})
    found: list[list[Likeness[Service]]] = [[] for _ in described]
    others = [(rows.get(key), position, likeness) for key, position, likeness in pairs]
    for other, position, likeness in (*others, *_before([(each.data.name, each.listing) for each in described])):
        if other is not None and other != described[position].listing:
            found[position].append(Likeness(other, *_service_score(other, likeness, wanted[position])))
    return [_likeliest(each) for each in found]


def similar_organisations(described: Sequence[DescribedOrganisation]) -> "list[list[Likeness[Organisation]]]":
    """Organisations that each of those described may double, the likeliest first; 5 at most for each, in 3 queries at
    most. Those described before it count as they would be."""
    pairs = _pairs([_organisations_like(each, position) for position, each in enumerate(described)])
    rows = Organisation.objects.in_bulk({key for key, _, _ in pairs})
    found: list[list[Likeness[Organisation]]] = [[] for _ in described]
    others = [(rows[key], position, likeness) for key, position, likeness in pairs]
    for other, position, likeness in (*others, *_before([(each.name, each.listing) for each in described])):
        if other is not None and other != described[position].listing:
            found[position].append(Likeness(other, *_organisation_score(other, likeness, described[position])))
    return [_likeliest(each) for each in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    name: str
    phones: set[str]
    postcodes: set[str]
    host: str
    urn: str
    organisation: Organisation

    @classmethod
    def of(cls, described: DescribedService) -> Self:
        data = described.data
        phones = {phone_key(contact.phone) for contact in data.contacts}
        return cls(
            name=data.name,
            phones={phone for phone in phones if len(phone) >= SHORTEST_PHONE},
            postcodes={place.postcode for place in data.places if place.postcode},
            host=own_host(data.url),
            urn=data.urn,
            organisation=described.organisation,
        )

    def candidates(self, position: int) -> "list[QuerySet[Any]]":
        """Services that have one thing in common: each a query of its own, which its index answers."""
        services = Service.objects.all()
        queries = [_marked(services.filter(name__trigram_similar=self.name), "pk", "name", self.name, position)]
        if self.urn:
            queries.append(_marked(services.filter(urn=self.urn), "pk", "name", self.name, position))
        if self.host:
            same_host = services.alias(host=host_key_of("url")).filter(host=self.host)
            queries.append(_marked(same_host, "pk", "name", self.name, position))
        if self.phones:
            contacts = Contact.objects.alias(key=phone_key_of("phone")).filter(key__in=self.phones)
            queries.append(_marked(contacts, "service_id", "service__name", self.name, position))
        if self.postcodes:
            places = ServiceAtLocation.objects.filter(postcode__in=self.postcodes)
            queries.append(_marked(places, "service_id", "service__name", self.name, position))
        return queries


def _organisations_like(described: DescribedOrganisation, position: int) -> "QuerySet[Any]":
    same = Q(name__trigram_similar=described.name) | Q(host__in=described.hosts)
    for field, number in (("urn", described.urn), ("charity_number", described.charity_number)):
        if number:
            same |= Q(**{field: number})
    organisations = Organisation.objects.alias(host=host_key_of("url")).filter(same)
    return _marked(organisations, "pk", "name", described.name, position)


def _marked(rows: "QuerySet[Any]", key: str, field: str, name: str, position: int) -> "QuerySet[Any]":
    """Keys with the position of what was described, and how alike the names are."""
    marks = {"position": Value(position, output_field=IntegerField()), "likeness": TrigramSimilarity(field, name)}
    marked: QuerySet[Any] = rows.order_by().annotate(**marks).values_list(key, "position", "likeness")
    return marked


def _pairs(queries: "Sequence[QuerySet[Any]]") -> list[tuple[int, int, float]]:
    """All that the queries find, in one statement."""
    if not queries:
        return []
    first, *others = queries
    return list(first.union(*others))


def _before(described: "Sequence[tuple[str, Listed | None]]") -> "list[tuple[Listed | None, int, float]]":
    """Each with the position of every later one, and how alike the names are."""
    if len(described) < 2:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_NAMES_ALIKE, [[name for name, _ in described]])
        return [(described[earlier][1], later, likeness) for earlier, later, likeness in cursor.fetchall()]


def _service_score(row: Any, likeness: float, wanted: _Wanted) -> Score:
    return service_score(
        likeness,
        same_organisation=row.organisation_id == wanted.organisation.pk,
        same_urn=bool(wanted.urn) and row.urn == wanted.urn,
        same_phone=bool(wanted.phones & {phone_key(each.phone) for each in row.contacts.all()}),
        same_postcode=bool(wanted.postcodes & {each.postcode for each in row.service_at_locations.all()}),
        same_host=bool(wanted.host) and host_key(row.url) == wanted.host,
    )


def _organisation_score(row: Organisation, likeness: float, described: DescribedOrganisation) -> Score:
    return organisation_score(
        likeness,
        same_urn=bool(described.urn) and row.urn == described.urn,
        same_charity=bool(described.charity_number) and row.charity_number == described.charity_number,
        same_host=host_key(row.url) in described.hosts,
    )


def _likeliest(found: "Iterable[Likeness[Listed]]") -> "list[Likeness[Listed]]":
    enough = [each for each in found if each.score >= ENOUGH]
    return sorted(enough, key=lambda each: (-each.score, each.listing.name, each.listing.pk))[:MOST]
