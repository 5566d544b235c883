"""When a listing is due, and which reminder its people are owed on a day."""

from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta

STEPS: Final = (timedelta(0), timedelta(days=14), timedelta(days=28))
"""How long after the day a listing is due each reminder goes."""
LAST_STEP: Final = len(STEPS)
TIME_TO_ANSWER: Final = timedelta(days=7)
"""How long people have after the last reminder until families are told that nobody checked the listing."""
STALE_AFTER: Final = STEPS[-1] + TIME_TO_ANSWER
YEAR: Final = relativedelta(years=1)


def step_on(day: date, due: date) -> int:
    """The reminder that is owed on a day: 1, 2 or 3, 0 before the listing is due. Only the newest counts."""
    return sum(due + after <= day for after in STEPS)


def due_again(checked: date, *, months: int, school: bool, report: date | None = None) -> date:
    """When a listing that was checked on a day is due again: the same day of the month, or the last of a shorter one.

    A school is asked once a year, when its SEN information report (`report` is its date) is a year old.
    """
    if not school:
        return checked + relativedelta(months=months)
    report_due = report + YEAR if report else None
    return report_due if report_due and report_due > checked else checked + YEAR
