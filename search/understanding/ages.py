"""Ages in words: years, months, school years, "under 5s", "16-25"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from search.matching.filters import AGE_RANGE

_NUMBERS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_VALUES: Final = {word: value for value, word in enumerate(_NUMBERS.split())}
NUMBERS: Final = frozenset(_VALUES)
"""Numbers in words."""
_N: Final = rf"(\d{{1,2}}|{'|'.join(_NUMBERS.split())})"
_OLD: Final = r"(?:years? ?olds?|yrs? ?olds?|years?|yrs?|yos?|y o|y)"
# "is 4 and" tells an age; "is 4 miles away" doesn't.
_NOT_COUNTING: Final = (
    r"(?! (?:days?|hours?|minutes?|months?|weeks?|times?|miles?|people|children|kids|of|or|to|out)\b)"
)
# "waited 2 years", "2 years behind" and "a 2 year course" tell no age.
_BEFORE_A_TIME: Final = frozenset(
    ["wait", "waited", "waiting", "waits", "last", "past", "after", "over", "every", "within", "next", "first"]
)
_AFTER_A_TIME: Final = frozenset(
    [
        "ago",
        "behind",
        "delay",
        "delayed",
        "wait",
        "waited",
        "waiting",
        "late",
        "later",
        "course",
        "courses",
        "contract",
        "programme",
        "funding",
        "on",
        "ahead",
        "experience",
    ]
)
_SCHOOL_YEARS: Final = range(1, 14)
# A child is four or five in reception, so five or six in year 1.
_YEAR_TO_AGE: Final = 4
# "0 to 18" is every child and tells nothing.
_EVERY_AGE: Final = 18
_OPEN_RANGE: Final = 10


@dataclass(frozen=True, slots=True)
class Ages:
    """The youngest and the oldest age meant, both within 0 to 25."""

    low: int
    high: int

    @property
    def age(self) -> int:
        """One age to look for: the middle, so that a listing for most of the range fits.

        Of "over 8s", which has no end, it is a little above 8.
        """
        open_ended = self.high == AGE_RANGE[1] and self.high - self.low >= _OPEN_RANGE
        return self.low + 2 if open_ended else (self.low + self.high) // 2

    @property
    def value(self) -> str:
        """As a chip's value: `6` or `16-25`."""
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"

    @property
    def label(self) -> str:
        """As a chip reads."""
        if self.high == 0:
            return "age under 1"
        return f"age {self.low}" if self.low == self.high else f"age {self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class AgeFound:
    """Ages and where in the text they were read."""

    start: int
    end: int
    ages: Ages


def parse_ages(value: str) -> Ages:
    """The lexicon's `2-4` or `6`. Raises ValueError."""
    low, _, high = value.partition("-")
    return Ages(int(low), int(high or low))


def find_ages(text: str) -> list[AgeFound]:
    """Every age in folded words joined by single spaces, the first pattern winning where two overlap."""
    found: list[AgeFound] = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            ages = _within_range(read([_number(group) for group in match.groups()]))
            free = not any(match.start() < other.end and other.start < match.end() for other in found)
            if ages and free and not _is_a_time(text, match):
                found.append(AgeFound(match.start(), match.end(), ages))
    return sorted(found, key=lambda each: each.start)


def _is_a_time(text: str, match: re.Match[str]) -> bool:
    """Whether the words around it make it how long something takes."""
    if not re.search(r"(?:years?|yrs?|months?)$", match[0]) or match[0].startswith("age"):
        return False
    before, after = text[: match.start()].split(), text[match.end() :].split()
    named = _BEFORE_A_TIME.intersection(before[-2:]) or _AFTER_A_TIME.intersection(after[:1])
    return bool(named) or (after[:1] == ["of"] and after[1:2] != ["age"])


def _number(text: str | None) -> int:
    return _VALUES[text] if text in _VALUES else int(text or 0)


def _within_range(bounds: tuple[int, int] | None) -> Ages | None:
    if not bounds or not AGE_RANGE[0] <= bounds[0] <= bounds[1] <= AGE_RANGE[1] or bounds[1] - bounds[0] >= _EVERY_AGE:
        return None
    return Ages(*bounds)


def _between(numbers: list[int]) -> tuple[int, int] | None:
    # "one to one" and "1-1" are no ages.
    return (numbers[0], numbers[1]) if numbers[0] < numbers[1] else None


def _months_between(numbers: list[int]) -> tuple[int, int]:
    return numbers[0] // 12, numbers[1] // 12


def _months(numbers: list[int]) -> tuple[int, int]:
    return numbers[0] // 12, numbers[0] // 12


def _weeks(numbers: list[int]) -> tuple[int, int]:
    return numbers[0] // 52, numbers[0] // 52


def _one_year(numbers: list[int]) -> tuple[int, int]:
    return numbers[0], numbers[0]


def _under(numbers: list[int]) -> tuple[int, int]:
    return 0, numbers[0] - 1


def _over(numbers: list[int]) -> tuple[int, int]:
    return numbers[0], AGE_RANGE[1]


def _school_years(numbers: list[int]) -> tuple[int, int] | None:
    first, last = numbers[0], numbers[-1]
    if first not in _SCHOOL_YEARS or last not in _SCHOOL_YEARS:
        return None
    return first + _YEAR_TO_AGE, last + _YEAR_TO_AGE + (1 if first != last else 0)


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S)(?:{pattern})(?!\S)")


def _half(numbers: list[int]) -> tuple[int, int]:
    return numbers[0], numbers[0] + 1


def _under_months(numbers: list[int]) -> tuple[int, int]:
    return 0, max(numbers[0] - 1, 0) // 12


def _up_to(numbers: list[int]) -> tuple[int, int]:
    return 0, numbers[0]


_PEOPLE: Final = [
    "son",
    "daughter",
    "nephew",
    "niece",
    "brother",
    "sister",
    "boy",
    "girl",
    "lad",
    "child",
    "kid",
    "autistic",
    "adhd",
    "asd",
]
_AFTER_A_PERSON: Final = "|".join(rf"(?<=\b{word} )" for word in _PEOPLE)
"""“My son 9” and “autistic 17”: what stands before the number is read by itself."""
_Read = Callable[[list[int]], tuple[int, int] | None]
_AGED: Final = r"(?:ages?|aged)"
_MONTHS: Final = r"(?:months?|mths?|mos?)"
_YEAR: Final = r"(?:school )?(?:years?|yrs?|y)(?: groups?)?"
_PATTERNS: Final[tuple[tuple[re.Pattern[str], _Read], ...]] = (
    (_whole(rf"(\d{{1,2}})(?:-| to | and )(\d{{1,2}}) ?{_MONTHS}(?: olds?)?"), _months_between),
    (_whole(rf"{_YEAR} ?(\d{{1,2}})(?:-| to | and | or )(?:{_YEAR} ?)?(\d{{1,2}})"), _school_years),
    (_whole(rf"{_AGED} ?(\d{{1,2}})-(\d{{1,2}})s?(?: ?{_OLD})?"), _between),
    (_whole(rf"(?:from )?(\d{{1,2}})-(\d{{1,2}})s?(?: ?{_OLD})?"), _between),
    (_whole(rf"(?:(?:{_AGED}|from|between) )?{_N} ?{_OLD} (?:to|and) (?:an? )?{_N} ?{_OLD}"), _between),
    (_whole(rf"(?:(?:{_AGED}|from|between) )?{_N} (?:to|and|or) {_N} ?{_OLD}"), _between),
    (_whole(rf"(?:{_AGED}|from|between) {_N} (?:to|and|or) {_N}"), _between),
    (_whole(rf"(\d{{1,2}}) (\d{{1,2}}) ?{_OLD}"), _between),
    (_whole(rf"{_N} to {_N}s?"), _between),
    (_whole(rf"(?:under|below|up to) {_N} ?{_MONTHS}"), _under_months),
    (_whole(rf"{_N} ?{_MONTHS}(?: ?olds?)?"), _months),
    (_whole(rf"{_N} ?(?:weeks?|wks?) ?olds?"), _weeks),
    (
        _whole(rf"(?:under|below|younger than)(?: the age of)? {_N}s?(?: ?{_OLD})?|u(\d{{1,2}})s?"),
        lambda n: _under([max(n)]),
    ),
    (_whole(rf"(?:{_AGED} )?{_N} ?(?:{_OLD} )?(?:and|or) (?:under|younger|below)"), _up_to),
    (_whole(rf"(?:over|above|older than)(?: the age of)? {_N}s?(?: ?{_OLD})?"), _over),
    (
        _whole(rf"(?:{_AGED} )?{_N} ?(?:{_OLD} )?(?:\+|plus|and over|and above|or over|and older|or older|upwards)"),
        _over,
    ),
    (_whole(rf"{_N} and a half(?: ?{_OLD})?"), _half),
    (_whole(r"(?:school )?(?:year|yr|y)(?: group)? ?(\d{1,2})s?"), _school_years),
    (_whole(r"(?:school )?year (one|two|three|four|five|six|seven|eight|nine|ten|eleven)"), _school_years),
    (_whole(rf"(?:nearly|almost|just turned|rising)? ?{_N} ?{_OLD}(?: olds?)?(?: of age)?"), _one_year),
    (_whole(rf"(?:{_AGED}|turning|turned|turns|nearly|almost|rising) {_N}"), _one_year),
    (_whole(rf"(?:{_AFTER_A_PERSON})(\d{{1,2}}){_NOT_COUNTING}"), _one_year),
    (_whole(rf"(?:is|im|i am|hes|shes|whos) (?:nearly |almost |now |just )?(?!one){_N}{_NOT_COUNTING}"), _one_year),
)
