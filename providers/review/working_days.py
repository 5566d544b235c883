"""Working days in England: Monday to Friday without bank holidays. Pure.

The holidays follow the Banking and Financial Dealings Act 1971, and New Year's Day, Good Friday, Christmas Day and the
early May holiday by custom and proclamation, so that no list of years runs out. A test compares them with the list of
https://www.gov.uk/bank-holidays (Open Government Licence v3.0).
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

PROCLAIMED: Final = frozenset({date(2023, 5, 8)})
"""Holidays of one year only: the coronation."""
_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


def is_working_day(day: date) -> bool:
    """Whether offices are open."""
    return day.weekday() < _SATURDAY and day not in bank_holidays(day.year)


def due_day(sent: date, working_days: int) -> date:
    """The day that is so many working days after another."""
    day = sent
    while working_days:
        day += _DAY
        working_days -= is_working_day(day)
    return day


def first_day_in_time(today: date, working_days: int) -> date:
    """The earliest day with `due_day` today or later; what was sent before it is overdue. Takes at least 1 day."""
    day, left = today - _DAY, working_days
    while left > is_working_day(day):
        left -= is_working_day(day)
        day -= _DAY
    return day


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """England's bank holidays of a year, those in lieu of a weekend's included."""
    easter = easter_sunday(year)
    fixed = {
        easter - 2 * _DAY,
        easter + _DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
    }
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while day.weekday() >= _SATURDAY or day in fixed:
            day += _DAY
        fixed.add(day)
    return frozenset(fixed | {day for day in PROCLAIMED if day.year == year})


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _monday_from(day: date) -> date:
    return day + (-day.weekday() % 7) * _DAY
