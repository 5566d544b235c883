"""Times of the day as people write them."""

import re
from datetime import time
from typing import Final

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
