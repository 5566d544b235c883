"""A list's services as its page and its file show them, in a number of queries that doesn't grow with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from providers.links.selectors import LINK_FIELDS, links_by_address
from providers.listings.models import WRITERS, Service
from providers.people.models import Invitation
from providers.review.desk.changes import index_entries
from providers.upkeep.gaps import completeness_of

Words = dict[int, tuple[str, ...]]
_MISSING_SHOWN: Final = 3
_LINK_NAMES: Final = {"url": "Website", "sen_report_url": "SEN report", "accessibility_plan_url": "Accessibility plan"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CareEntry:
    """One service of a list, why it is there, and how many people with an account look after it."""

    service: Service
    status: str
    notes: tuple[str, ...]
    shown: bool
    why: tuple[str, ...]
    people: int


def entries_of(which: str, keys: Sequence[int]) -> list[CareEntry]:
    """The services with these keys as the list `which` shows them, in the keys' order; those gone are left out."""
    services = Service.objects.filter(pk__in=keys)
    writers = Q(organisation__memberships__role__in=WRITERS, organisation__memberships__user__is_active=True)
    rows = services.select_related("organisation", "state").annotate(
        people=Count("organisation__memberships", filter=writers, distinct=True)
    )
    found: dict[int, Any] = {row.pk: row for row in rows}
    why = _SAY[which](services, list(found.values()))
    ordered = [found[key] for key in keys if key in found]
    return [
        CareEntry(
            service=entry.listing,
            status=entry.status.officer_label,
            notes=entry.notes,
            shown=entry.shown,
            why=why.get(entry.listing.pk, ()),
            people=entry.listing.people,
        )
        for entry in index_entries(ordered)
    ]


def _checks(services: "QuerySet[Service]", rows: Sequence[Service]) -> Words:
    return {row.pk: tuple(_check(row)) for row in rows}


def _check(row: Service) -> list[str]:
    due, last = row.state.review_due, row.state.last_assured
    told = "Families are told that nobody checked it." if row.state.stale else ""
    since = f"Due since {due:%-d %B %Y}." if due and due <= timezone.localdate() else ""
    checked = f"Last checked on {last:%-d %B %Y}." if last else "Nobody has ever checked it."
    return [each for each in (since, told, checked) if each]


def _gaps(services: "QuerySet[Service]", rows: Sequence[Service]) -> Words:
    return {
        key: (f"Says {each.percent}% of what it could.", *(f"{gap.what}." for gap in each.missing[:_MISSING_SHOWN]))
        for key, each in completeness_of(services).items()
    }


def _absent(services: "QuerySet[Service]", rows: Sequence[Service]) -> Words:
    organisations = {row.organisation_id for row in rows}
    waiting = Invitation.objects.waiting().filter(organisation__in=organisations)
    invited = set(waiting.values_list("organisation_id", flat=True))
    return {
        row.pk: ("An invitation is waiting." if row.organisation_id in invited else "Nobody was invited.",)
        for row in rows
    }


def _links(services: "QuerySet[Service]", rows: Sequence[Service]) -> Words:
    checked = links_by_address(getattr(row, name) for row in rows for name in LINK_FIELDS)
    words: Words = {}
    for row in rows:
        links = ((_LINK_NAMES[name], checked.get(getattr(row, name))) for name in LINK_FIELDS)
        broken = [(name, link) for name, link in links if link and link.is_broken]
        words[row.pk] = tuple(f"{name}: {link.problem} {link.url}" for name, link in broken)
    return words


def _terms(services: "QuerySet[Service]", rows: Sequence[Service]) -> Words:
    words: Words = {}
    for row in services.prefetch_related("needs", "topics"):
        groups = (("Needs", row.needs.all()), ("Topics", row.topics.all()))
        words[row.pk] = tuple(f"{name}: {', '.join(map(str, terms)) or 'none'}." for name, terms in groups)
    return words


_SAY: Final[dict[str, Callable[["QuerySet[Service]", Sequence[Service]], Words]]] = {
    "out-of-date": _checks,
    "incomplete": _gaps,
    "nobodys": _absent,
    "broken-links": _links,
    "all": _terms,
}
