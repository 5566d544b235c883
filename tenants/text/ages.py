"""Ages of children and young people as people write them."""

import re
from typing import Final

from tenants.text.errors import BadText
from tenants.text.plain import folded

OLDEST: Final = 120
_AGE: Final = re.compile(
    r"(?:aged? )?(?P<count>[0-9]{1,3})(?:\.[0-9]{1,2})?"
    r"(?: ?(?:(?P<months>months?|mths?)|years?|yrs?|y/?o)\.?)?(?: (?:old|of age))?"
)
_BIRTH: Final = frozenset({"birth", "from birth", "newborn", "under 1", "nought", "zero"})
_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
)
_IN_WORDS: Final = {word: str(number) for number, word in enumerate(_WORDS, start=1)}
_SCHOOL_YEAR: Final = re.compile(r"(?:school )?(?:year|yr|y) ?(?P<year>[0-9]{1,2})")
_SCHOOL_YEARS: Final = range(1, 14)
_YEAR_TO_AGE: Final = 4
"""A child is five when year 1 begins, less one."""
_RANGE: Final = re.compile(r"(.{1,20}?) ?(?:-|to|until) ?(.{1,20})")


def read_age(text: str, most: int = OLDEST) -> int:
    """An age in whole years from 0 to `most`: `7`, `7 years`, `six`, `birth`, `18 months` (1), `4.99`
    (4), and of a school year the age at which it begins: `Y7` (11).

    Raises BadText; for two ages, as `0-5 years`, it says how to write each.
    """
    plain = folded(text).casefold()
    age = _age_in(plain)
    if age is None and (both := _ages_in(plain)):
        raise BadText(f"“{folded(text)}” is two ages. Enter {both[0]} as the youngest age and {both[1]} as the oldest")
    if age is None or age > most:
        raise BadText(f"Enter an age in whole years from 0 to {most}, like {min(7, most)}")
    return age


def _age_in(plain: str) -> int | None:
    if plain in _BIRTH:
        return 0
    year = _SCHOOL_YEAR.fullmatch(plain)
    if year and int(year["year"]) in _SCHOOL_YEARS:
        return int(year["year"]) + _YEAR_TO_AGE
    first, _, rest = plain.partition(" ")
    found = _AGE.fullmatch(f"{_IN_WORDS.get(first, first)} {rest}".strip())
    if not found:
        return None
    return int(found["count"]) // 12 if found["months"] else int(found["count"])


def _ages_in(plain: str) -> tuple[int, int] | None:
    found = _RANGE.fullmatch(plain)
    if not found:
        return None
    youngest, oldest = map(_age_in, found.groups())
    return None if youngest is None or oldest is None else (youngest, oldest)
