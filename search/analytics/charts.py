"""The geometry of the reports' two charts, for templates to draw. Each stands beside a table that says the same.

Widths are percentages, so that bars shrink on a phone and letters don't.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.dateformat import format as format_date

from search.analytics.figures import Figure
from search.analytics.reports import WeekFigures
from search.analytics.unmet import Gap

HEIGHT: Final = 220
BASE: Final = 190
TOP: Final = 14
LEFT: Final = 10.0
MOST_LABELS: Final = 5
MOST_LINES: Final = 5
GAPS_SHOWN: Final = 10
LONGEST_BAR: Final = 85.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Upright:
    """A column: where it begins and its width in percent, its top and height in pixels."""

    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekColumns:
    """One week: all searches, and the part that found nothing or few; none of what is hidden."""

    middle: float
    label: str
    all: Upright | None
    little: Upright | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChart:
    """Columns above a line, and lines across with their values."""

    columns: tuple[WeekColumns, ...]
    lines: tuple[tuple[float, str], ...]
    height: int = HEIGHT
    base: int = BASE
    left: float = LEFT


@dataclass(frozen=True, slots=True, kw_only=True)
class GapBars:
    """One gap: searches that found little above services near by, as percentages of the longest bar."""

    gap: Gap
    demand: float
    supply: float


def week_chart(weeks: Sequence[WeekFigures]) -> WeekChart:
    """A column a week, to the scale of the tallest."""
    highest = max((week.searches.shown or 0 for week in weeks), default=0)
    step = _step(highest)
    top = max(step, -(-highest // step) * step)
    room = (100 - LEFT) / max(len(weeks), 1)
    every = -(-len(weeks) // MOST_LABELS)
    return WeekChart(
        columns=tuple(
            _columns(week, LEFT + room * number, room, top, labelled=number % every == 0)
            for number, week in enumerate(weeks)
        ),
        lines=tuple((_y(value, top), f"{value:,}") for value in range(0, top + 1, step)),
    )


def gap_chart(gaps: Sequence[Gap]) -> tuple[GapBars, ...]:
    """The first gaps, both kinds of bar to one scale."""
    shown = [gap for gap in gaps if gap.little.shown is not None][:GAPS_SHOWN]
    longest = max((max(gap.little.shown or 0, gap.near or 0) for gap in shown), default=1)
    return tuple(
        GapBars(gap=gap, demand=_part(gap.little.shown or 0, longest), supply=_part(gap.near or 0, longest))
        for gap in shown
    )


def _part(value: int, longest: int) -> float:
    """A bar's length, with room left for its figure."""
    return round(LONGEST_BAR * value / longest, 1)


def _columns(week: WeekFigures, x: float, room: float, top: int, *, labelled: bool) -> WeekColumns:
    return WeekColumns(
        middle=round(x + room / 2, 2),
        label=format_date(week.week, "j M") if labelled else "",
        all=_upright(x, room, week.searches.shown or 0, top),
        little=_upright(x, room, _little(week.none, week.few, week.searches), top),
    )


def _little(none: Figure, few: Figure, searches: Figure) -> int:
    return min((none.shown or 0) + (few.shown or 0), searches.shown or 0)


def _upright(x: float, room: float, value: int, top: int) -> Upright | None:
    if not value:
        return None
    y = _y(value, top)
    return Upright(x=round(x + room * 0.15, 2), width=round(room * 0.7, 2), y=y, height=round(BASE - y, 1))


def _y(value: int, top: int) -> float:
    return round(BASE - (BASE - TOP) * value / top, 1)


def _step(highest: int) -> int:
    """How far apart the lines are: 10, 20, 50, 100, … so that there are at most MOST_LINES above the base."""
    step = 10
    while highest > step * MOST_LINES:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step
