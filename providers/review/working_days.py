"""Working days in England: Monday to Friday without bank holidays. Pure.

A test compares the library's holidays with the list of https://www.gov.uk/bank-holidays (Open Government Licence v3.0).
"""

from datetime import date
from typing import Final

from holidays import country_holidays

_ENGLAND: Final = country_holidays("GB", subdiv="ENG")


def is_working_day(day: date) -> bool:
    """Whether offices are open."""
    return _ENGLAND.is_working_day(day)


def due_day(sent: date, working_days: int) -> date:
    """The day that is so many working days after another. Takes at least 1 day."""
    return _ENGLAND.get_nth_working_day(sent, working_days)


def first_day_in_time(today: date, working_days: int) -> date:
    """The earliest day with `due_day` today or later; what was sent before it is overdue. Takes at least 1 day."""
    return _ENGLAND.get_nth_working_day(today, -working_days)
