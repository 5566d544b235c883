"""Where and when, put together from several columns: an address with its postcode, days with their times."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Final

_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b", re.IGNORECASE)
_DAYS: Final = {
    **dict.fromkeys(("mo", "mon", "monday", "1"), "mon"),
    **dict.fromkeys(("tu", "tue", "tues", "tuesday", "2"), "tue"),
    **dict.fromkeys(("we", "wed", "weds", "wednesday", "3"), "wed"),
    **dict.fromkeys(("th", "thu", "thur", "thurs", "thursday", "4"), "thu"),
    **dict.fromkeys(("fr", "fri", "friday", "5"), "fri"),
    **dict.fromkeys(("sa", "sat", "saturday", "6"), "sat"),
    **dict.fromkeys(("su", "sun", "sunday", "7"), "sun"),
}
_WEEKLY: Final = frozenset({"", "weekly", "every week", "1", "1.0"})
_EVERY: Final = {"monthly": "Monthly", "daily": "Daily", "yearly": "Yearly", "fortnightly": "Every 2 weeks"}


def address_of(parts: Iterable[str]) -> tuple[str, str]:
    """Parts of an address, the name of its place first, as one line that says nothing twice; and the postcode in it."""
    kept: dict[str, str] = {}
    postcode = ""
    for part in parts:
        found = list(_POSTCODE.finditer(part))
        if found:
            postcode = postcode or f"{found[-1][1]} {found[-1][2]}".upper()
        without = part.replace(found[-1][0], "") if found else part
        for piece in re.split(r"\s*[\r\n]+\s*|,", without):
            words = piece.strip(" ,.;-\t")
            if words:
                kept.setdefault(words.casefold(), words)
    return ", ".join(kept.values()), postcode


def hours_of(
    days: Sequence[str], opens: Sequence[str], closes: Sequence[str], frequency: Sequence[str], interval: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Opening hours of columns that each say a part, as pieces of our grammar; and in words what is no weekly time, so
    that nobody comes in the wrong week."""
    hours: list[str] = []
    words: list[str] = []
    for day, start, end, often, every in zip_longest(days, opens, closes, frequency, interval, fillvalue=""):
        named = [_DAYS.get(each.casefold(), "") for each in re.findall(r"[A-Za-z]+|[1-7]", day)]
        codes = [each for each in named if each]
        span = "-".join(filter(None, (_time(start), _time(end))))
        if not codes and not span:
            continue
        said = f"{', '.join(codes)} {span}".strip()
        rhythm = _rhythm(often, every)
        if rhythm:
            words.append(f"{rhythm}: {said}")
        elif codes and (not span or "-" in span):
            hours.append(said)
        else:
            words.append(said)
    return hours, words


def _rhythm(often: str, every: str) -> str:
    """How often, where it isn't each week; empty where it is."""
    number = every.strip().removesuffix(".0")
    if number not in ("", "1"):
        return f"Every {number} weeks" if often.casefold() in _WEEKLY else f"{often.capitalize()}, every {number}"
    return "" if often.strip().casefold() in _WEEKLY else _EVERY.get(often.strip().casefold(), often.strip())


def _time(text: str) -> str:
    """`16:00:00` and a spreadsheet's `1899-12-30 16:00` as `16:00`; anything else as it is."""
    words = text.strip().split(" ")[-1] if re.fullmatch(r"\d{4}-\d\d-\d\d \S+", text.strip()) else text.strip()
    found = re.fullmatch(r"([0-9]{1,2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-]00:?00)?", words)
    return found[1].zfill(5) if found else words
