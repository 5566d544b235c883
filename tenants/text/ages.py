"""Ages of children and young people as people write them."""

import calendar
import re
from typing import Final, NamedTuple

from tenants.text.errors import BadText
from tenants.text.plain import folded

OLDEST: Final = 120
LONGEST: Final = 300
"""Of what is read as ages, in characters."""
_MONTHS: Final = r"(?:months?|mths?|mos?)"
_AGE: Final = re.compile(
    r"(?:aged? )?(?P<count>[0-9]{1,3})(?:\.[0-9]{1,2})?"
    rf"(?: ?(?:(?P<months>{_MONTHS})|years?|yrs?|y/?o)\.?)?(?: (?:old|of age))?"
)
_BIRTH: Final = frozenset({"birth", "from birth", "newborn", "under 1", "nought", "zero"})
_WORDS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
)
_IN_WORDS: Final = {word: str(number) for number, word in enumerate(_WORDS, start=1)}
_SCHOOL_YEAR: Final = re.compile(r"(?:school )?(?:years?|yrs?|y) ?(?P<year>[0-9]{1,2})")
_SCHOOL_YEARS: Final = range(1, 14)
_YEAR_TO_AGE: Final = 4
"""A child is five when year 1 begins, less one."""
_NAMED: Final = {
    "nursery": (3, 4),
    "reception": (4, 5),
    "year r": (4, 5),
    "ks1": (5, 7),
    "ks2": (7, 11),
    "ks3": (11, 14),
    "ks4": (14, 16),
    "ks5": (16, 18),
}
"""The youngest and oldest in a class or key stage."""
_RANGE: Final = re.compile(r"(.{1,24}?) ?(?:-|\b(?:up )?to\b|\buntil\b|\btill?\b|\bthrough\b) ?(.{1,24})")
_BETWEEN: Final = re.compile(r"between (.{1,24}?) (?:and|&|-|to) (.{1,24})")
_UNDER: Final = re.compile(r"(?:under|below|younger than|less than|u|<) ?(?:the age of )?(.{1,24})")
_UP_TO: Final = re.compile(
    r"(?:up to|until|to|max(?:imum)?|no older than)(?: and including)?(?: age)?[: ]{1,2}(.{1,24})"
    r"|(.{1,24}?) ?(?:and|&|or) (?:under|below|younger)"
)
_FROM: Final = re.compile(
    r"(?:over|from|min(?:imum)?|above|at least|older than|>)(?: the)?(?: age(?: of)?)?[: ]{0,2}(.{1,24}?)"
    r"(?: (?:upwards?|onwards?))?"
    r"|(.{1,24}?) ?(?:\+|plus\b|(?:and |& |or )?(?:over|above|older|up|upwards?|onwards?)\b)"
)
_EVERYBODY: Final = (
    *("all", "all ages", "any", "any age", "any ages", "everyone", "everybody", "all age groups", "no age limit"),
    *("all ages welcome", "open to all ages", "birth", "from birth", "birth onwards"),
)
_OPEN: Final = {**dict.fromkeys(_EVERYBODY, 0), "adults": 18, "adults only": 18}
"""The youngest age of what has no oldest."""
_LEAD: Final = re.compile(
    r"(?:(?:for|adults|children|child|kids|babies|young people|people|pupils|students|families with children)\b,? ?)*"
    r"(?:the )?(?:age range|age group|ages?|aged)\b:? ?(?:of )?(?!\Z)"
    r"|(?:(?:for|adults|children|kids|young people|people|pupils|students)\b ?)+(?!\Z)"
)
_MONTH_NAMES: Final = {name.casefold()[:3]: number for number, name in enumerate(calendar.month_name) if number}
_SPOILT: Final = re.compile(r"(?P<day>[0-9]{1,2})[- ](?P<month>[a-z]{3})|(?P<first>[a-z]{3})[- ](?P<year>[0-9]{2})")
_DATE: Final = re.compile(
    r"(?:[0-9]{4}-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})|(?P<d2>[0-9]{1,2})/(?P<m2>[0-9]{1,2})/[0-9]{4})"
    r"(?:[ t]0{1,2}:00(?::00)?)?"
)


class AgeRange(NamedTuple):
    """The youngest and the oldest age in whole years, both among them; None for an end that has no bound."""

    min: int | None
    max: int | None


def read_age(text: str, most: int = OLDEST) -> int:
    """An age in whole years from 0 to `most`: `7`, `7 years`, `six`, `birth`, `18 months` (1), `4.99`
    (4), and of a school year the age at which it begins: `Y7` (11).

    Raises BadText; for two ages, as `0-5 years`, it says how to write each.
    """
    plain = folded(text).casefold()
    age = _age_in(plain)
    if age is not None and age <= most:
        return age
    _refuse_spoilt(plain, folded(text))
    both = _two_ends(plain) if len(plain) <= LONGEST else None
    if age is None and both and both.min is not None and both.max is not None:
        raise BadText(
            f"“{folded(text)}” is two ages. Enter {both.min} as the youngest age and {both.max} as the oldest"
        )
    raise BadText(f"Enter an age in whole years from 0 to {most}, like {min(7, most)}")


def read_age_range(text: str) -> AgeRange:
    """The ages that words say, of one line or several.

    Two ends: `5-11`, `0–5 yrs`, `5 to 11 year olds`, `between 5 and 11`, `6-18 months` (0 to 1), `0.0 to 4.99` (0 to
    4), `Reception to Year 6` (4 to 11), `Years 7-11` (11 to 16), `KS1-KS2` (5 to 11). One end: `16+`, `over 16s`,
    `18 and over`, `from birth` have no oldest; `Under 11's` (10), `up to 25`, `25 and under` no youngest. One age is
    both: `7` is 7 to 7, `6 months` 0 to 0, `Year 6` 10 to 11. `all ages` begins at 0. Bands that follow on each
    other, set apart by commas, semicolons, slashes or lines, are one: `0-1 years, 2-4 years` is 0 to 4.

    Raises BadText for other words, for bands with a gap, and for what a spreadsheet has made a date of (`05-Nov` was
    5-11): that is named and never guessed.
    """
    shown = folded(text)
    if len(shown) > LONGEST:
        raise BadText(_NO_RANGE)
    _refuse_spoilt(shown.casefold(), shown)
    parts = [plain for part in re.split(r"[\n;,/|]", text) if (plain := folded(part).casefold())]
    bands = [_band(part) for part in parts]
    if not bands or None in bands:
        raise BadText(_NO_RANGE)
    return _joined([band for band in bands if band])


_NO_RANGE: Final = "Enter the youngest and the oldest age in whole years, like 5-11"


def _joined(bands: list[AgeRange]) -> AgeRange:
    """Bands as one. Raises BadText where one doesn't follow on the other."""
    lows = [-1 if band.min is None else band.min for band in bands]
    highs = [OLDEST if band.max is None else band.max for band in bands]
    reached = min(lows)
    for low, high in sorted(zip(lows, highs, strict=True)):
        if low > reached + 1:
            raise BadText(f"There is a gap between these ages. {_NO_RANGE}")
        reached = max(reached, high)
    lowest = None if min(lows) < 0 else min(lows)
    highest = None if any(band.max is None for band in bands) else max(highs)
    if (lowest or 0) > OLDEST or (highest or 0) > OLDEST:
        raise BadText(_NO_RANGE)
    return AgeRange(lowest, highest)


def _band(plain: str) -> AgeRange | None:
    """One band in small letters, or None."""
    plain = _usual(plain)
    if plain in _OPEN:
        return AgeRange(_OPEN[plain], None)
    if single := _ends_of(plain):
        return AgeRange(*single)
    if both := _two_ends(plain):
        return both if both.min is not None and both.max is not None and both.min <= both.max else None
    return _open_band(plain)


def _usual(plain: str) -> str:
    """`5-11-year-olds`, `aged 5-11`, `11's` and `key stage 2` as `5-11 years old`, `5-11`, `11` and `ks2`."""
    plain = re.sub(r"key ?stages? ?(?=[1-5])|\bks (?=[1-5])", "ks", plain)
    plain = re.sub(r"[ -]?\b(years?|yrs?|months?)[ -]olds?\b", r" \1 old", plain)
    plain = re.sub(r"(?<=[0-9])'?s\b", "", plain).rstrip(". ")
    return plain[lead.end() :] if (lead := _LEAD.match(plain)) else plain


def _open_band(plain: str) -> AgeRange | None:
    for form in (_UNDER, _UP_TO, _FROM):
        found = form.fullmatch(plain)
        said = next(filter(None, found.groups()), "") if found else ""
        ends = _ends_of(said.strip())
        if not ends:
            continue
        if form is _FROM:
            return AgeRange(ends[0], None)
        return AgeRange(None, ends[1] if form is _UP_TO else _last_before(said))
    return None


def _last_before(said: str) -> int | None:
    """The last whole year of age before an age."""
    found = _AGE.fullmatch(said.strip())
    if found and found["months"]:
        return max(0, int(found["count"]) - 1) // 12
    ends = _ends_of(said.strip())
    return max(0, ends[0] - 1) if ends else None


def _two_ends(plain: str) -> AgeRange | None:
    """Two ages in a range, in whatever order they are."""
    plain = _usual(plain)
    found = _BETWEEN.fullmatch(plain) or _RANGE.fullmatch(plain.removeprefix("from ") if plain != "from" else plain)
    if not found:
        return None
    low, high = found.groups()
    low, high = _with_unit(low.strip(), high.strip())
    first, last = _ends_of(low), _ends_of(high)
    return AgeRange(first[0], last[1]) if first and last else None


def _with_unit(low: str, high: str) -> tuple[str, str]:
    """`6` and `18 months` are both months, `years 7` and `11` both school years, `ks1` and `2` both key stages."""
    if low.isdecimal() and re.search(rf"[0-9] ?{_MONTHS}", high):
        return f"{low} months", high
    if high.isdecimal() and (found := re.match(r"ks|(?:school )?(?:years?|yrs?|y) ?(?=[0-9r])", low)):
        return low, f"{found[0]}{high}"
    return low, high


def _ends_of(plain: str) -> tuple[int, int] | None:
    """The youngest and oldest who are of an age, class or key stage."""
    if plain in _NAMED:
        return _NAMED[plain]
    age = _age_in(plain)
    return None if age is None else (age, age + 1 if _SCHOOL_YEAR.fullmatch(plain) else age)


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


def _refuse_spoilt(plain: str, shown: str) -> None:
    """Raises BadText for a date, which a spreadsheet makes of `5-11` or `11-16`."""
    ages: tuple[int, ...] = ()
    if found := _SPOILT.fullmatch(plain):
        month = _MONTH_NAMES.get(found["month"] or found["first"])
        ages = () if not month else (int(found["day"]), month) if found["day"] else (month, int(found["year"]))
    elif found := _DATE.fullmatch(plain):
        ages = (int(found["d"] or found["d2"]), int(found["m"] or found["m2"]))
    if ages:
        low, high = ages
        raise BadText(
            f"“{shown}” is a date: a spreadsheet may have spoilt ages such as {low}-{high}. "
            "Enter both ages each in its own column"
        )
