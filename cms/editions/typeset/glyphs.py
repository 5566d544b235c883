"""Which characters the fonts of editions have."""

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

from cms.editions.errors import NoGlyph

_SHOWN_BY_NOTHING: Final = frozenset({"Cf", "Zs", "Zl", "Zp"})
"""Kinds of characters that join, turn or part others."""
_NAMED: Final = 3


@cache
def characters_of(folder: Path) -> frozenset[int]:
    """All that the fonts of a folder can show."""
    found: set[int] = set()
    for path in sorted(folder.glob("*.ttf")):
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def check_glyphs(data: dict[str, Any], folder: Path) -> None:
    """Raise NoGlyph, which names the first characters that no font has and where they stand."""
    known = characters_of(folder)
    missing: dict[str, str] = {}
    for place, text in _texts(data, ""):
        for sign in text:
            if ord(sign) not in known and unicodedata.category(sign) not in _SHOWN_BY_NOTHING:
                missing.setdefault(sign, place)
    if missing:
        named = [f"“{sign}” ({_name(sign)}){place}" for sign, place in list(missing.items())[:_NAMED]]
        more = len(missing) - len(named)
        raise NoGlyph(", ".join(named) + (f" and {more} more" if more else ""))


def _texts(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Every text of some data, with the entry that it stands in."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, place)
    elif isinstance(value, dict):
        inside = f" in “{value['name']}”" if "number" in value else place
        for each in value.values():
            yield from _texts(each, inside)


def _name(sign: str) -> str:
    return unicodedata.name(sign, f"U+{ord(sign):04X}")
