"""Listings of the council that are probably the same, found for all at once by the review desk's rules (`likeness`).

As there, what services of one organisation share counts only beside a name that is nearly the same.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Generic
from uuid import UUID

from django.core.cache import cache

from providers.listings.likeness import Listed
from providers.listings.likeness_scores import (
    ENOUGH,
    NEARLY,
    SHORTEST_PHONE,
    Score,
    in_words,
    organisation_score,
    own_host,
    service_score,
)
from providers.listings.models import Contact, Organisation, Service, ServiceAtLocation
from providers.listings.models.keys import phone_key
from providers.upkeep.models import Kind, MergedOrganisation, MergedService, NotDouble
from providers.upkeep.name_likeness import likeness, nearly_same, trigrams

_FOUND: Final = "upkeep-doubles"
_FOUND_LASTS: Final = 300
MANY: Final = 20
"""What so many have in common is a shared building or a switchboard, and says nothing."""


@dataclass(frozen=True, slots=True)
class Double(Generic[Listed]):
    """Two listings that are probably the same, and what they have in common."""

    one: Listed
    other: Listed
    score: int
    why: str

    @property
    def both(self) -> tuple[Listed, Listed]:
        """The two."""
        return self.one, self.other


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What of one listing is compared."""

    uuid: UUID
    name: str
    owner: int | None = None
    urn: str = ""
    charity: str = ""
    host: str = ""
    phones: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()


Pair = tuple[int, int]
Scored = tuple[int, int, int, str]


def known_doubles(kind: Kind) -> list[Scored]:
    """Pairs of services or organisations as they were at most 5 minutes ago (`forget_doubles` finds them anew)."""
    found: list[Scored] | None = cache.get(f"{_FOUND}-{kind}")
    if found is None:
        found = double_services() if kind == Kind.SERVICE else double_organisations()
        cache.set(f"{_FOUND}-{kind}", found, _FOUND_LASTS)
    return found


def forget_doubles() -> None:
    """Look for them again at the next look."""
    cache.delete_many([f"{_FOUND}-{kind}" for kind in Kind])


def double_services() -> list[Scored]:
    """Keys of two services, how sure it is (40 and more) and why, the likeliest first: 4 queries for all of them."""
    services = Service.objects.filter(state__archived=False).exclude(pk__in=MergedService.objects.values("gone"))
    rows = services.order_by().values_list("pk", "uuid", "name", "organisation_id", "urn", "url")
    phones = _by_service(Contact.objects.exclude(phone="").values_list("service_id", "phone"), phone_key)
    places = ServiceAtLocation.objects.exclude(postcode="").values_list("service_id", "postcode")
    postcodes = _by_service(places, str)
    known = {
        pk: _Known(
            uuid=uuid,
            name=name,
            owner=owner,
            urn=urn,
            host=own_host(url),
            phones=frozenset(phone for phone in phones.get(pk, ()) if len(phone) >= SHORTEST_PHONE),
            postcodes=frozenset(postcodes.get(pk, ())),
        )
        for pk, uuid, name, owner, urn, url in rows
    }
    return _scored(known, Kind.SERVICE, _service_score)


def double_organisations() -> list[Scored]:
    """The same of organisations."""
    organisations = Organisation.objects.exclude(pk__in=MergedOrganisation.objects.values("gone"))
    rows = organisations.order_by().values_list("pk", "uuid", "name", "urn", "charity_number", "url")
    known = {
        pk: _Known(uuid=uuid, name=name, urn=urn, charity=charity, host=own_host(url))
        for pk, uuid, name, urn, charity, url in rows
    }
    return _scored(known, Kind.ORGANISATION, _organisation_score)


def doubles_of(kind: Kind, scored: Sequence[Scored]) -> "list[Double[Any]]":
    """The listings of these pairs, in one query. A live one comes before one that isn't."""
    keys = {key for one, other, _, _ in scored for key in (one, other)}
    rows: Mapping[int, Any]
    if kind == Kind.SERVICE:
        rows = Service.objects.select_related("organisation", "state").in_bulk(keys)
    else:
        rows = Organisation.objects.in_bulk(keys)
    return [
        Double(rows[one], rows[other], score, why) for one, other, score, why in scored if one in rows and other in rows
    ]


def _scored(
    known: Mapping[int, _Known], kind: Kind, score_of: Callable[[_Known, _Known, float], Score]
) -> list[Scored]:
    decided = set(NotDouble.objects.filter(kind=kind).values_list("first", "second"))
    found = []
    for one, other in _candidates(known):
        left, right = known[one], known[other]
        first, second = sorted((left.uuid, right.uuid))
        if (first, second) in decided:
            continue
        alike = likeness(trigrams(left.name), trigrams(right.name))
        score, reasons = score_of(left, right, alike)
        if score >= ENOUGH:
            found.append((one, other, score, f"{in_words(reasons)}."))
    return sorted(found, key=lambda each: (-each[2], known[each[0]].name, each[0], each[1]))


def _candidates(known: Mapping[int, _Known]) -> set[Pair]:
    """Pairs with nearly the same name, or with enough else in common."""
    pairs = {
        (one, other) for one, other, _ in nearly_same({key: each.name for key, each in known.items()}, least=NEARLY)
    }
    groups: dict[Hashable, list[int]] = {}
    for key, each in known.items():
        for mark in _marks(each):
            groups.setdefault(mark, []).append(key)
    for members in groups.values():
        if len(members) <= MANY:
            pairs.update((min(pair), max(pair)) for pair in combinations(members, 2))
    return pairs


def _marks(each: _Known) -> Iterator[Hashable]:
    """What alone, or two together, makes another listing with the same a candidate."""
    yield from ((kind, number) for kind, number in (("urn", each.urn), ("charity", each.charity)) if number)
    yield from (("place", phone, postcode) for phone in each.phones for postcode in each.postcodes)
    if each.host and each.owner is None:
        yield "host", each.host
    elif each.host:
        yield from (("site", each.host, mark) for mark in (*each.phones, *each.postcodes))


def _service_score(one: _Known, other: _Known, alike: float) -> Score:
    return service_score(
        alike,
        same_organisation=one.owner == other.owner,
        same_urn=bool(one.urn) and one.urn == other.urn,
        same_phone=bool(one.phones & other.phones),
        same_postcode=bool(one.postcodes & other.postcodes),
        same_host=bool(one.host) and one.host == other.host,
    )


def _organisation_score(one: _Known, other: _Known, alike: float) -> Score:
    return organisation_score(
        alike,
        same_urn=bool(one.urn) and one.urn == other.urn,
        same_charity=bool(one.charity) and one.charity == other.charity,
        same_host=bool(one.host) and one.host == other.host,
    )


def _by_service(rows: Iterable[tuple[int, str]], key: Callable[[str], str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for service, text in rows:
        found.setdefault(service, []).append(key(text))
    return found
