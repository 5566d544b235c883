"""The geometry of the reports' two charts, drawn as SVG by templates. Each stands beside a table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.dateformat import format as format_date

from search.analytics.reports import WeekFigures
from search.analytics.unmet import Gap

WIDTH: Final = 720
HEIGHT: Final = 220
LEFT: Final = 44
BOTTOM: Final = 36
TOP: Final = 12
LABELS: Final = 7
GAPS_SHOWN: Final = 10
GAP_HEIGHT: Final = 64
BAR_LEFT: Final = 300
BAR_WIDTH: Final = 360
BAR_THICKNESS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle with its corner at the top left."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One week: all searches, the part that found nothing or few, or neither when the figures are hidden."""

    middle: float
    label: str
    all: Box | None
    little: Box | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekChart:
    """Columns above a line, and lines across with their values."""

    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH
    base: int = HEIGHT - BOTTOM
    text: int = HEIGHT - 12
    columns: tuple[Column, ...]
    lines: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One gap: searches that found little above services near by, each with its figure."""

    y: float
    gap: Gap
    demand: Box
    supply: Box
    text_x: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChart:
    """Pairs of bars, a gap each."""

    width: int = WIDTH
    height: int
    bar_left: int = BAR_LEFT
    pairs: tuple[Pair, ...]


def week_chart(weeks: Sequence[WeekFigures]) -> WeekChart:
    """A column a week, to the scale of the tallest."""
    top = _scale(max((week.searches.shown or 0 for week in weeks), default=0))
    room = (WIDTH - LEFT) / max(len(weeks), 1)
    every = -(-len(weeks) // LABELS)
    columns = tuple(
        _column(week, LEFT + room * number, room, top, labelled=number % every == 0)
        for number, week in enumerate(weeks)
    )
    lines = tuple((_y(top * part, top), f"{round(top * part):,}") for part in (0, 0.5, 1))
    return WeekChart(columns=columns, lines=lines)


def gap_chart(gaps: Sequence[Gap]) -> GapChart:
    """The first gaps, both kinds of bar to one scale."""
    shown = [gap for gap in gaps if gap.little.shown is not None][:GAPS_SHOWN]
    longest = max((max(gap.little.shown or 0, gap.near or 0) for gap in shown), default=0) or 1
    pairs = tuple(_pair(gap, number * GAP_HEIGHT, longest) for number, gap in enumerate(shown))
    return GapChart(height=GAP_HEIGHT * len(pairs), pairs=pairs)


def _column(week: WeekFigures, x: float, room: float, top: int, *, labelled: bool) -> Column:
    little = (week.none.shown or 0) + (week.few.shown or 0)
    return Column(
        middle=round(x + room / 2, 1),
        label=format_date(week.week, "j M") if labelled else "",
        all=_upright(x, room, week.searches.shown, top),
        little=_upright(x, room, min(little, week.searches.shown or 0), top),
    )


def _upright(x: float, room: float, value: int | None, top: int) -> Box | None:
    if not value:
        return None
    y = _y(value, top)
    return Box(x=round(x + room * 0.15, 1), y=y, width=round(room * 0.7, 1), height=round(HEIGHT - BOTTOM - y, 1))


def _y(value: float, top: int) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)


def _scale(highest: int) -> int:
    """The round number at the top of the chart: the next multiple of 10, 100, … that is at least the highest."""
    step = 10
    while highest > step * 10:
        step *= 10
    return max(step, -(-highest // step) * step)


def _pair(gap: Gap, y: int, longest: int) -> Pair:
    demand, supply = (BAR_WIDTH * (value or 0) / longest for value in (gap.little.shown, gap.near))
    return Pair(
        y=y,
        gap=gap,
        demand=Box(x=BAR_LEFT, y=y + 12, width=round(demand, 1), height=BAR_THICKNESS),
        supply=Box(x=BAR_LEFT, y=y + 12 + BAR_THICKNESS + 4, width=round(supply, 1), height=BAR_THICKNESS),
        text_x=(round(BAR_LEFT + demand + 6, 1), round(BAR_LEFT + supply + 6, 1)),
    )
