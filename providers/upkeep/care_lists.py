"""Which listings need care: each list finds the keys of its services, those that need it most first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from providers.links.selectors import has_broken_link
from providers.listings.models import Membership, Service, SuggestedTerm
from providers.upkeep.gaps import completeness_of

Filters = Mapping[str, Any]
NONE: Final = "none"
"""The filter's value for services without any need, or any topic."""
COUNTS_KEY: Final = "upkeep-counts"
_PERCENTS_KEY: Final = "upkeep-percents"
_COUNTS_LAST: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CareList:
    """One list of services: `find` gives their keys in order."""

    key: str
    title: str
    intro: str
    empty: str
    find: Callable[[Filters], list[int]]


def care_list(key: str) -> CareList:
    """The list of this key. Raises KeyError."""
    return _LISTS[key]


def care_lists() -> list[CareList]:
    """All lists, in the order of their tabs."""
    return list(_LISTS.values())


def numbers_in_lists() -> dict[str, int]:
    """How many services are in each list, at most 5 minutes old (`forget_numbers` makes it read anew)."""
    found: dict[str, int] | None = cache.get(COUNTS_KEY)
    if found is None:
        found = {key: len(each.find({})) for key, each in _LISTS.items()}
        cache.set(COUNTS_KEY, found, _COUNTS_LAST)
    return found


def forget_numbers() -> None:
    """Count and weigh again at the next look."""
    cache.delete_many([COUNTS_KEY, _PERCENTS_KEY])


def waiting_suggestions() -> "QuerySet[SuggestedTerm]":
    """Words that providers suggested and nobody has answered, in the order they came."""
    return SuggestedTerm.objects.filter(status=SuggestedTerm.Status.WAITING)


def _narrowed(services: "QuerySet[Service]", filters: Filters) -> "QuerySet[Service]":
    if words := filters.get("q"):
        services = services.filter(Q(name__icontains=words) | Q(organisation__name__icontains=words))
    if sector := filters.get("sector"):
        services = services.filter(sectors__contains=[sector])
    if kind := filters.get("kind"):
        services = services.filter(organisation__kind=kind)
    for field in ("needs", "topics"):
        term = filters.get(field)
        if term == NONE:
            services = services.filter(**{f"{field}__isnull": True})
        elif term:
            services = services.filter(**{f"{field}__code": term})
    return services


def _keys(services: "QuerySet[Service]", filters: Filters, *order: Any) -> list[int]:
    return list(_narrowed(services, filters).order_by(*order, "name", "pk").values_list("pk", flat=True))


def _out_of_date(filters: Filters) -> list[int]:
    due = Q(state__stale=True) | Q(state__review_due__lte=timezone.localdate())
    return _keys(Service.objects.shown().filter(due), filters, F("state__review_due").asc(nulls_first=True))


def _incomplete(filters: Filters) -> list[int]:
    below = int(filters.get("below") or USUAL_BELOW)
    percents = _percents()
    keys = _narrowed(Service.objects.shown(), filters).values_list("pk", flat=True)
    return sorted((key for key in keys if percents.get(key, below) < below), key=lambda key: (percents[key], key))


def _percents() -> dict[int, int]:
    """How much each listing that families see says, at most 5 minutes old: 5,000 take 2 seconds to weigh."""
    found: dict[int, int] | None = cache.get(_PERCENTS_KEY)
    if found is None:
        found = {key: each.percent for key, each in completeness_of(Service.objects.shown()).items()}
        cache.set(_PERCENTS_KEY, found, _COUNTS_LAST)
    return found


def _nobodys(filters: Filters) -> list[int]:
    return _keys(Service.objects.shown().exclude(_somebody()), filters)


def _broken_links(filters: Filters) -> list[int]:
    return _keys(Service.objects.shown().filter(has_broken_link()), filters)


def _all(filters: Filters) -> list[int]:
    return _keys(Service.objects.filter(state__archived=False), filters)


def _somebody() -> Exists:
    return Exists(Membership.objects.writers().filter(organisation=OuterRef("organisation")))


USUAL_BELOW: Final = 60
"""Below so many per cent a listing is pointed out."""
_LISTS: Final = {
    each.key: each
    for each in (
        CareList(
            key="out-of-date",
            title="Out of date",
            intro="Nobody has said that these are still correct. The longest due come first.",
            empty="Every listing has been checked in time",
            find=_out_of_date,
        ),
        CareList(
            key="incomplete",
            title="Incomplete",
            intro="These leave out much of what families look for. The emptiest come first.",
            empty="Every listing says enough",
            find=_incomplete,
        ),
        CareList(
            key="nobodys",
            title="Nobody looks after",
            intro="Families see these, and nobody with an account can change them.",
            empty="Somebody looks after every listing",
            find=_nobodys,
        ),
        CareList(
            key="broken-links",
            title="Broken links",
            intro="These have a link that failed on 2 days or more.",
            empty="No link is broken",
            find=_broken_links,
        ),
        CareList(
            key="all",
            title="All listings",
            intro="Tick some to write to their people, or to change their needs and topics together.",
            empty="There are no listings yet",
            find=_all,
        ),
    )
}
