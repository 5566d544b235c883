"""The reports on searches: counts, made safe to show and put into words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.dateformat import format as format_date

from search.analytics.areas import area_labels
from search.analytics.figures import HELD, UNKNOWN, Figure, figure, protect, share
from search.analytics.periods import Period
from search.analytics.selectors import (
    FEW,
    Counts,
    counts_by_need,
    counts_by_outcode,
    counts_by_topic,
    counts_by_week,
    most_opened,
)
from search.analytics.supply import service_names
from search.analytics.tables import Cell, Table
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels

SEARCHES: Final = "Searches"
NONE: Final = "Found nothing"
FEW_FOUND: Final = f"Found 1 to {FEW} services"
LITTLE_SHARE: Final = "Found nothing or few"
COUNT_COLUMNS: Final = (SEARCHES, NONE, FEW_FOUND, LITTLE_SHARE)
NO_PLACE: Final = "No place given"
GONE: Final = "A service that is no longer shown"
_ROWS_LEFT_OUT: Final = "Rows with fewer than 5 searches are left out."


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """One week as it may be shown."""

    week: date
    searches: Figure
    none: Figure
    few: Figure


@dataclass(frozen=True, slots=True)
class Overview:
    """All searches of a period, and week by week; the weeks protect each other's hidden figures."""

    weeks: tuple[WeekFigures, ...]
    searches: Figure
    none: Figure
    few: Figure
    little: Figure
    widened: Figure

    @property
    def little_share(self) -> str:
        """The part of the searches that found nothing or few services."""
        return share(self.little, self.searches)


def overview_of(period: Period) -> Overview:
    """The figures that the report begins with."""
    counts = counts_by_week(period)
    searches = protect([each.searches for each in counts.values()])
    none = protect([each.none for each in counts.values()])
    few = protect([each.few for each in counts.values()])
    rows = zip(counts, searches.figures, none.figures, few.figures, strict=True)
    return Overview(
        weeks=tuple(WeekFigures(*row) for row in rows),
        searches=searches.total,
        none=none.total,
        few=few.total,
        little=figure(sum(each.little for each in counts.values())),
        widened=figure(sum(each.widened for each in counts.values())),
    )


def week_table(period: Period) -> Table:
    """Searches week by week with their total."""
    overview = overview_of(period)
    rows = tuple((_day(each.week), each.searches, each.none, each.few) for each in overview.weeks)
    return Table(
        key="weeks",
        title="Searches by week",
        columns=("Week from Monday", SEARCHES, NONE, FEW_FOUND),
        rows=rows,
        total=("All weeks", overview.searches, overview.none, overview.few),
        note="The newest week may not be over yet.",
    )


def need_table(period: Period) -> Table:
    """Searches by need."""
    note = f"A search for two needs counts for both, so the rows don't add up. {_ROWS_LEFT_OUT}"
    rows = _rows(counts_by_need(period), term_labels(Vocabulary.NEED))
    return Table(key="needs", title="Searches by need", columns=("Need", *COUNT_COLUMNS), rows=rows, note=note)


def topic_table(period: Period) -> Table:
    """Searches by topic."""
    note = f"A search for two topics counts for both, so the rows don't add up. {_ROWS_LEFT_OUT}"
    rows = _rows(counts_by_topic(period), term_labels(Vocabulary.TOPIC))
    return Table(key="topics", title="Searches by topic", columns=("Topic", *COUNT_COLUMNS), rows=rows, note=note)


def area_table(period: Period) -> Table:
    """Searches by the first half of the postcode. Rows that would tell of a hidden one are left out with it."""
    counts = counts_by_outcode(period)
    columns = [
        protect([getattr(each, name) for each in counts.values()]).figures for name in ("searches", "none", "few")
    ]
    labels = {"": NO_PLACE, **area_labels(code for code in counts if code)}
    rows = [
        (labels[code], searches, none, few, UNKNOWN if HELD in (none, few) else _little_share(counts[code], searches))
        for code, searches, none, few in zip(counts, *columns, strict=True)
        if searches.shown is not None
    ]
    return Table(
        key="areas",
        title="Searches by area",
        columns=("First half of the postcode", *COUNT_COLUMNS),
        rows=most_first(rows),
        note=f"A town or village that was named counts for the postcodes nearest to it. {_ROWS_LEFT_OUT}",
    )


def opened_table(period: Period) -> Table:
    """The services that families opened from their results."""
    counted = [each for each in most_opened(period) if figure(each.opened).shown is not None]
    names = service_names([each.service for each in counted])
    rows = [(names.get(each.service, GONE), figure(each.opened), figure(each.found)) for each in counted]
    return Table(
        key="opened",
        title="Services opened from a search",
        columns=("Service", "Opened", "Shown in results"),
        rows=most_first(rows),
        note="Services that were opened fewer than 5 times are left out.",
    )


def searches_tables(period: Period) -> tuple[Table, ...]:
    """All of them."""
    return tuple(make(period) for make in SEARCH_TABLES)


def shown_counts(counts: Counts) -> tuple[Figure, Figure, Figure, str]:
    """The cells of one row whose rows don't add up."""
    searches = figure(counts.searches)
    return searches, figure(counts.none), figure(counts.few), _little_share(counts, searches)


def most_first(rows: Iterable[tuple[Cell, ...]], column: int = 1) -> tuple[tuple[Cell, ...], ...]:
    """Rows by a figure as it is shown, the largest first: their order tells no more than the figures do."""

    def place(row: tuple[Cell, ...]) -> tuple[int, str]:
        cell = row[column]
        return (-((cell.shown or 0) if isinstance(cell, Figure) else 0), str(row[0]))

    return tuple(sorted(rows, key=place))


def _rows(counts: Mapping[str, Counts], labels: Mapping[str, str]) -> tuple[tuple[Cell, ...], ...]:
    rows = [(labels.get(code, code), *shown_counts(each)) for code, each in counts.items()]
    return most_first(row for row in rows if row[1].shown is not None)


def _little_share(counts: Counts, searches: Figure) -> str:
    return share(figure(counts.little), searches)


def _day(day: date) -> str:
    return format_date(day, "j M Y")


SEARCH_TABLES: Final[tuple[Callable[[Period], Table], ...]] = (
    week_table,
    need_table,
    topic_table,
    area_table,
    opened_table,
)
