"""Time limits that the law sets, counted from a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

UNITS: Final = {"days": "days", "weeks": "weeks", "months": "months"}
LONGEST: Final = 600
"""The most of any unit: further than that no time limit reaches."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is to happen by a day, and where that is written."""

    title: str
    by: date
    limit: str
    text: str
    regulation: str


def day_after(start: date, number: int, unit: str) -> date:
    """The last day of a time limit. Months end on the same day of the month, or on its last one."""
    if unit == "months":
        return start + relativedelta(months=number)
    return start + timedelta(days=number * (7 if unit == "weeks" else 1))


def limit_words(number: int, unit: str) -> str:
    """“Within 6 weeks”; “Within 1 month”."""
    return f"Within {number} {unit.removesuffix('s') if number == 1 else unit}"


def read_day(day: str, month: str, year: str) -> date | None:
    """The date that three boxes hold, None when there is no such day in our time."""
    try:
        found = date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None
    return found if date(2000, 1, 1) <= found < date(2100, 1, 1) else None


def deadlines(start: date, events: Sequence[dict[str, object]]) -> list[Deadline]:
    """Each event of a timeline on its day, in the timeline's order."""
    return [
        Deadline(
            title=str(event["title"]),
            by=day_after(start, int(str(event["number"])), str(event["unit"])),
            limit=limit_words(int(str(event["number"])), str(event["unit"])),
            text=str(event["text"] or ""),
            regulation=str(event["regulation"] or ""),
        )
        for event in events
    ]
