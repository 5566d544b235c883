"""Reads what was counted. Raw counts leave this package only through `search.analytics.figures`."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db.models import CharField, Count, F, Func, Q, QuerySet, Sum

from search.analytics.figures import Figure, figure
from search.analytics.models import SearchRecord, ServiceWeek
from search.analytics.periods import Period

FEW: Final = 3
"""So many services, or fewer, are few."""
MOST_OPENED: Final = 50

_COUNTS: Final = {
    "searches": Count("pk"),
    "none": Count("pk", filter=Q(services=0)),
    "few": Count("pk", filter=Q(services__range=(1, FEW))),
    "widened": Count("pk", filter=Q(widened=True)),
}


class Counts(NamedTuple):
    """Searches of one kind: how many, with no service, with 1 to FEW, and those that were widened."""

    searches: int = 0
    none: int = 0
    few: int = 0
    widened: int = 0

    @property
    def little(self) -> int:
        """Those that found FEW services or fewer."""
        return self.none + self.few


class ServiceCounts(NamedTuple):
    """How often a service was among the results shown, and opened from them."""

    service: UUID
    found: int
    opened: int


@dataclass(frozen=True, slots=True)
class WeekOfService:
    """One week of a listing, as its own provider may see it."""

    week: date
    found: Figure
    opened: Figure


def counts_by_week(period: Period) -> dict[date, Counts]:
    """Every week of the period, also those without a search."""
    found = {week: counts for (week,), counts in _grouped(_records(period), "week").items()}
    return {**dict.fromkeys(period.weeks, Counts()), **found}


def counts_by_need(period: Period) -> dict[str, Counts]:
    """By need; a search for two needs counts for each."""
    return {need: counts for (need,), counts in _grouped(_by_code(period, "needs"), "code").items()}


def counts_by_topic(period: Period) -> dict[str, Counts]:
    """By topic; a search for two topics counts for each."""
    return {topic: counts for (topic,), counts in _grouped(_by_code(period, "topics"), "code").items()}


def counts_by_outcode(period: Period) -> dict[str, Counts]:
    """By outcode, "" for searches that named no place."""
    return {outcode: counts for (outcode,), counts in _grouped(_records(period), "outcode").items()}


def counts_by_need_and_outcode(period: Period) -> dict[tuple[str, str], Counts]:
    """By need and outcode, for searches that have both."""
    grouped = _grouped(_by_code(period, "needs").exclude(outcode=""), "code", "outcode")
    return {(need, outcode): counts for (need, outcode), counts in grouped.items()}


def most_opened(period: Period) -> list[ServiceCounts]:
    """The services that were opened most."""
    weeks = ServiceWeek.objects.filter(week__range=(period.first, period.last)).values("service")
    summed = weeks.annotate(times_found=Sum("found"), times_opened=Sum("opened"))
    ordered = summed.order_by("-times_opened", "-times_found", "service")
    return [ServiceCounts(*row) for row in ordered.values_list("service", "times_found", "times_opened")[:MOST_OPENED]]


def weekly_counts(service: UUID, period: Period) -> list[WeekOfService]:
    """How often one service was found and opened in each week, rounded and hidden as everywhere.

    For the people of its organisation: who may see it is for the caller to say.
    """
    rows = ServiceWeek.objects.filter(service=service, week__range=(period.first, period.last))
    counts = {week: (found, opened) for week, found, opened in rows.values_list("week", "found", "opened")}
    known = ((week, *counts.get(week, (0, 0))) for week in period.weeks)
    return [WeekOfService(week, figure(found), figure(opened)) for week, found, opened in known]


def has_searches_before(week: date) -> bool:
    """Whether any search was counted before a week."""
    return SearchRecord.objects.filter(week__lt=week).exists()


def _records(period: Period) -> QuerySet[SearchRecord]:
    return SearchRecord.objects.filter(week__range=(period.first, period.last))


def _by_code(period: Period, column: str) -> QuerySet[SearchRecord]:
    return _records(period).annotate(code=Func(F(column), function="unnest", output_field=CharField()))


def _grouped(records: QuerySet[SearchRecord], *by: str) -> dict[tuple[Any, ...], Counts]:
    rows = records.order_by().values(*by).annotate(**_COUNTS).values_list(*by, *_COUNTS)
    return {tuple(row[: len(by)]): Counts(*row[len(by) :]) for row in rows}
