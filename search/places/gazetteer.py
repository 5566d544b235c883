"""Place names that families use, taken from ward names and a small list of towns."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from search.places.text import key_of

TOWNS: Final = Path(__file__).parent / "data" / "towns.csv"
_KIND: Final = re.compile(r"\s+(ward|ed|electoral division)$|\s*\(.*?\)", re.IGNORECASE)
_JOINED: Final = re.compile(r"\s+(?:&|and|with)\s+|,\s*|-(?=[A-Z])")
_SIDE: Final = re.compile(r"\s+(?:(?:north|south|east|west|central|rural|urban|town)\s*)+$", re.IGNORECASE)
_COMMON_WORDS: Final = (
    "abbey bridge brook castle central chapel church city college common cross east forest green hill hills lakes "
    "manor mill north park priory quarry queens rivers rural school south spring stone town valley village victoria "
    "villages west wing wood woods"
)
_TOO_COMMON: Final = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Town:
    """A town of the list: its point is the centre of the outcodes or sectors in `near`."""

    name: str
    district: str
    near: tuple[str, ...]


@cache
def towns() -> tuple[Town, ...]:
    """The towns of `towns.csv`."""
    with TOWNS.open(encoding="utf-8", newline="") as file:
        return tuple(Town(row["name"], row["district"], tuple(row["near"].split("; "))) for row in csv.DictReader(file))


def names_in(ward_name: str) -> frozenset[str]:
    """The places a ward is named after: `Hale Barns & Timperley South Ward` gives Hale Barns and Timperley.

    Words that many wards share (`Abbey`, `Park`) are no place on their own.
    """
    whole = _KIND.sub("", ward_name).strip()
    parts = {_SIDE.sub("", part).strip() for part in _JOINED.split(whole)}
    names = {whole, *parts, *(part.removeprefix("Central ") for part in parts)}
    return frozenset(name for name in names if len(key_of(name)) > 2 and key_of(name) not in _TOO_COMMON)
