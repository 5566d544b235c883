"""Parts of a listing in the words that families and officers read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from itertools import groupby

from providers.listings.data import AreaData, CostData, ScheduleData
from search import vocabulary
from search.results.weekdays import days_in_words
from tenants.text.times import END_OF_DAY

DAYS = tuple(vocabulary.DAY)


def labels(codes: Iterable[str], words: Mapping[str, str]) -> str:
    """Codes as their labels, with commas."""
    return ", ".join(words.get(code, code) for code in codes)


def cost_words(costs: Iterable[CostData]) -> str:
    """Prices as one line: “£5.50 a session (siblings); £20 deposit”."""
    return "; ".join(filter(None, map(_cost, costs)))


def any_of(names: Sequence[str]) -> str:
    """Names as a choice: “Bletchley, Wolverton or MK3”."""
    *others, last = names or [""]
    return f"{', '.join(others)} or {last}" if others else last


def area_lines(areas: Iterable[AreaData]) -> str:
    """Areas for an officer, a line each, with the code that decides beside the name that families read."""
    return "\n".join(area.name if area.name == area.code else f"{area.name} ({area.code})" for area in areas)


def hours_words(schedules: Iterable[ScheduleData], *, since: date | None = None) -> list[str]:
    """Opening hours as lines: “Monday to Friday 9am to 5pm, term time”, “Tuesday 10am to midday: every other week”,
    then what is said in words alone, then the dates: “Saturday 5 December 2026, 10am to midday: Christmas party”, from
    the day `since` on when it is given."""
    every = list(schedules)
    dated = sorted((row for row in every if row.on_date and (since is None or row.on_date >= since)), key=_by_date)
    alone = [row for row in every if row.note and not row.day and not row.on_date]
    weekly = [row for row in every if not row.on_date and row not in alone]
    return [*_weekly_words(weekly), *(row.note for row in alone), *map(_date_words, dated)]


def _date_words(row: ScheduleData) -> str:
    on = f"{row.on_date:%A} {row.on_date.day} {row.on_date:%B %Y}" if row.on_date else ""
    when = ", ".join(filter(None, [on, _span(row)]))
    return f"{when}: {row.note}" if row.note else when


def _by_date(row: ScheduleData) -> tuple[date, time]:
    return (row.on_date or date.max, row.opens or time.min)


def _weekly_words(schedules: Iterable[ScheduleData]) -> list[str]:
    rows = sorted(schedules, key=_in_week)
    by_day = [
        (key, [_span(row) for row in group])
        for key, group in groupby(rows, key=lambda row: (row.period, row.day, row.note))
    ]
    lines: list[str] = []
    for (period, note, spans), group in groupby(by_day, key=lambda item: (item[0][0], item[0][2], tuple(item[1]))):
        days = [day for (_, day, _), _ in group if day]
        times = " and ".join(filter(None, spans))
        words = " ".join(filter(None, [days_in_words(days), times]))
        when = "" if period == "all-year" else vocabulary.PERIOD[period]
        line = f"{words}, {when.lower()}" if words and when else words or when
        lines.append(f"{line}: {note}" if note else line)
    return [line for line in lines if line]


def _in_week(row: ScheduleData) -> tuple[str, int, str, time]:
    return (row.period, DAYS.index(row.day) if row.day else -1, row.note, row.opens or time.min)


def _cost(cost: CostData) -> str:
    price = f"£{cost.amount:.2f}".removesuffix(".00") if cost.amount is not None else ""
    words = " ".join(filter(None, [price, cost.amount_description]))
    if cost.option and words:
        return f"{cost.option}: {words}"
    return words or cost.option


def _span(row: ScheduleData) -> str:
    if (row.opens, row.closes) == (time(0), END_OF_DAY):
        return "all day and night"
    return f"{_clock(row.opens)} to {_clock(row.closes)}" if row.opens and row.closes else ""


def _clock(moment: time) -> str:
    if (moment.hour, moment.minute) == (12, 0):
        return "midday"
    if (moment.hour, moment.minute) in ((0, 0), (23, 59)):
        return "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"
