"""Which listings may be the same as another one, and why: for the review desk, and for people who register.

Names of drafts count too. What is compared beside the name is what is live: a draft's row holds no more than its name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

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


def similar_services(
    data: ServiceData, *, organisation: Organisation, but: Service | None = None
) -> "list[Likeness[Service]]":
    """Services that the one described may double, the likeliest first; 5 at most, in 3 queries.

    `but` is the service itself, when it is there already. What an organisation's own services naturally share (their
    phone, website and building) counts only beside a name that is nearly the same. Archived ones are left out.
    """
    phones = {phone_key(contact.phone) for contact in data.contacts}
    wanted = _Wanted(
        phones={phone for phone in phones if len(phone) >= SHORTEST_PHONE},
        postcodes={place.postcode for place in data.places if place.postcode},
        host=own_host(data.url),
        urn=data.urn,
        organisation=organisation,
    )
    services = Service.objects.exclude(pk=but.pk if but else None).filter(state__archived=False)
    found = services.filter(pk__in=_keys(wanted.candidates(data.name))).select_related("organisation", "state")
    rows = found.prefetch_related("contacts", "service_at_locations").annotate(
        likeness=TrigramSimilarity("name", data.name)
    )
    return _likeliest(Likeness(row, *_service_score(row, wanted)) for row in rows)


def similar_organisations(
    *,
    name: str,
    urn: str = "",
    charity_number: str = "",
    url: str = "",
    email: str = "",
    but: Organisation | None = None,
) -> "list[Likeness[Organisation]]":
    """Organisations that the one described may double, the likeliest first; 5 at most, in one query."""
    hosts = {own_host(url), email.rpartition("@")[2].lower()} - {""}
    same = Q(name__trigram_similar=name) | Q(host__in=hosts)
    for field, number in (("urn", urn), ("charity_number", charity_number)):
        if number:
            same |= Q(**{field: number})
    organisations = Organisation.objects.alias(host=host_key_of("url")).exclude(pk=but.pk if but else None)
    rows = organisations.filter(same).annotate(likeness=TrigramSimilarity("name", name))
    return _likeliest(Likeness(row, *_organisation_score(row, urn, charity_number, hosts)) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    phones: set[str]
    postcodes: set[str]
    host: str
    urn: str
    organisation: Organisation

    def candidates(self, name: str) -> "list[QuerySet[Any]]":
        """Keys of services that have one thing in common: each a query of its own, which its index answers."""
        services = Service.objects.all()
        queries: list[QuerySet[Any]] = [services.filter(name__trigram_similar=name).values_list("pk")]
        if self.urn:
            queries.append(services.filter(urn=self.urn).values_list("pk"))
        if self.host:
            queries.append(services.alias(host=host_key_of("url")).filter(host=self.host).values_list("pk"))
        if self.phones:
            contacts = Contact.objects.alias(key=phone_key_of("phone")).filter(key__in=self.phones)
            queries.append(contacts.values_list("service_id"))
        if self.postcodes:
            places = ServiceAtLocation.objects.filter(postcode__in=self.postcodes)
            queries.append(places.values_list("service_id"))
        return queries


def _keys(queries: "list[QuerySet[Any]]") -> "QuerySet[Any]":
    first, *others = queries
    return first.union(*others)


def _service_score(row: Any, wanted: _Wanted) -> Score:
    return service_score(
        row.likeness,
        same_organisation=row.organisation_id == wanted.organisation.pk,
        same_urn=bool(wanted.urn) and row.urn == wanted.urn,
        same_phone=bool(wanted.phones & {phone_key(each.phone) for each in row.contacts.all()}),
        same_postcode=bool(wanted.postcodes & {each.postcode for each in row.service_at_locations.all()}),
        same_host=bool(wanted.host) and host_key(row.url) == wanted.host,
    )


def _organisation_score(row: Any, urn: str, charity: str, hosts: set[str]) -> Score:
    return organisation_score(
        row.likeness,
        same_urn=bool(urn) and row.urn == urn,
        same_charity=bool(charity) and row.charity_number == charity,
        same_host=host_key(row.url) in hosts,
    )


def _likeliest(found: "Iterable[Likeness[Listed]]") -> "list[Likeness[Listed]]":
    enough = [each for each in found if each.score >= ENOUGH]
    return sorted(enough, key=lambda each: (-each.score, each.listing.name, each.listing.pk))[:MOST]
