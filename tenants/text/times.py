"""Times of the day as people write them."""

import re
from datetime import time
from enum import Enum
from typing import Final, Self

from tenants.text.errors import BadText
from tenants.text.plain import folded

END_OF_DAY: Final = time(23, 59)
"""The last minute, which stands for midnight at a day's end (24:00)."""
BAD_TIME: Final = "Enter one time, like 9:30am or 17:30"
_TIME: Final = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2})(?::00)?)? ?([ap])?\.?(?:m\.?)?")
_NOON: Final = frozenset({"noon", "midday", "12 noon", "12noon"})


def read_time(text: str) -> time:
    """A time to the minute on either clock: `9am`, `9.30 a.m.`, `17:30`, `0930`, `noon`; `9` is 09:00.

    Raises BadText.
    """
    plain = folded(text).casefold()
    if plain in _NOON:
        return time(12)
    found = _TIME.fullmatch(plain)
    if not found or ("m" in plain and not found[3]):
        raise BadText(BAD_TIME)
    hour, minute = int(found[1]), int(found[2] or 0)
    if (hour, minute, found[3]) == (24, 0, None):
        return END_OF_DAY
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "p" else 0) if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise BadText(BAD_TIME)
    return time(hour, minute)


TIME_OF_DAY: Final = r"(?:noon|midnight|[0-9]{1,2}(?:[:.][0-9]{2}){0,2}(?:[ap]m?)?|[0-9]{3,4}(?:[ap]m?)?)"
"""One time in a span, in small letters and with no space in it."""
_NEXT_DAY: Final = time(6)
"""What closes before this may be past midnight."""


class Part(Enum):
    """A part of the day that words beside times say."""

    NONE = ""
    MORNING = "morning"
    LATER = "later"

    @classmethod
    def of(cls, word: str) -> Self:
        """Of `morning`, `afternoon` or `evening`."""
        return cls("morning" if word.startswith("morning") else "later")


def read_times(opens: str, closes: str, part: Part = Part.NONE) -> tuple[time, time, str]:
    """When something opens and closes, each a `TIME_OF_DAY`, and words where it closes the next day.

    Hours that say neither am nor pm are read where only one reading makes sense: 9 to 5 is 09:00 to 17:00, 1 to 3 is
    13:00 to 15:00, 7 to 9pm is 19:00 to 21:00. Raises BadText for others, such as 6 to 8.
    """
    start, end = _meant(opens, closes, part)
    if start < end:
        return start, end, ""
    if end < _NEXT_DAY and start >= time(12) and not _is_vague(closes):
        return start, END_OF_DAY, f"until {_in_words(end)} the next day" if end > time(0) else ""
    raise BadText(f"“{opens}-{closes}” closes before it opens. Use the 24-hour clock, like “09:00-17:00”.")


def _meant(opens: str, closes: str, part: Part) -> tuple[time, time]:
    """Both times on the 24-hour clock."""
    first, last = _clock_of(opens, opens, closes), _clock_of(closes, opens, closes)
    vague, vague_end = _is_vague(opens), _is_vague(closes)
    if part is Part.LATER:
        return _later(first) if vague else first, _later(last) if vague_end else last
    if vague and "p" in closes:  # 7-9pm begins in the evening, 10-4pm in the morning
        return min(_later(first), first, key=lambda moment: (moment >= last, -moment.hour)), last
    if vague_end and last <= first:
        return first, _later(last)
    if vague and vague_end and part is Part.NONE and first < time(6) and last < time(10):
        return _later(first), _later(last)
    in_doubt = vague_end and part is Part.NONE and (first < time(6) or (first < time(9) and last <= time(10)))
    if vague and (in_doubt or closes == "midnight"):
        raise BadText(f"“{opens}-{closes}” may be in the morning or in the evening. Write it like “09:00-17:00”.")
    return first, last


def _clock_of(text: str, opens: str, closes: str) -> time:
    if text == "midnight":
        return time(0) if text == opens else END_OF_DAY
    try:
        return read_time(text)
    except BadText as error:
        raise BadText(f"“{text}” in “{opens}-{closes}” is not a time. Write it like “09:00-17:00”.") from error


def _is_vague(text: str) -> bool:
    """Whether it says neither am nor pm and may be either: 9, 9.30, 12, not 09:00 or 12:00."""
    return bool(re.fullmatch(r"[1-9](?:[:.]?[0-9]{2})?|1[0-2]", text))


def _later(moment: time) -> time:
    return moment.replace(hour=moment.hour + 12) if moment.hour < 12 else moment


def _in_words(moment: time) -> str:
    return f"{moment.hour or 12}{f':{moment.minute:02}' if moment.minute else ''}am"
