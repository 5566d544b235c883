"""Dates as people write them: the day before the month."""

import calendar
import re
from datetime import date
from typing import Final

from tenants.text.errors import BadText
from tenants.text.plain import folded

BAD_DATE: Final = "Enter a date, like 27/3/2026"
YEARS: Final = (1900, 2100)
_MONTHS: Final = {name.casefold()[:3]: number for number, name in enumerate(calendar.month_name) if number}
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? )?"
_ISO: Final = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_NUMBERS: Final = re.compile(rf"{_WEEKDAY}([0-9]{{1,2}})([-/. ])([0-9]{{1,2}})\2([0-9]{{4}}|[0-9]{{2}})")
_NAMED: Final = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]?(?:of )?([a-z]{{3,9}})\.?,?[ -]?([0-9]{{4}}|[0-9]{{2}})"
)


def read_date(text: str) -> date:
    """A day of the years from 1900 to 2100: `27/3/2026`, `27.03.26`, `2026-03-27`, `27 March 2026`. Raises BadText."""
    plain = folded(text).casefold()
    year, month, day = _parts(plain)
    if not YEARS[0] <= year <= YEARS[1]:
        raise BadText(BAD_DATE)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise BadText(f"“{plain}” is not in the calendar. {BAD_DATE}") from error


def _parts(plain: str) -> tuple[int, int, int]:
    """Year, month and day. Raises BadText."""
    if found := _ISO.fullmatch(plain):
        return int(found[1]), int(found[3]), int(found[4])
    if found := _NUMBERS.fullmatch(plain):
        return _year(found[4]), int(found[3]), int(found[1])
    if (found := _NAMED.fullmatch(plain)) and (month := _month(found[2])):
        return _year(found[3]), month, int(found[1])
    raise BadText(BAD_DATE)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(word: str) -> int | None:
    """`march`, `mar` or `sept`."""
    number = _MONTHS.get(word[:3])
    return number if number and calendar.month_name[number].casefold().startswith(word) else None
