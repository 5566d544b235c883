"""Degrees of a point in Great Britain as people write them."""

import re
from typing import Final

from tenants.text.errors import BadText
from tenants.text.plain import folded

LATITUDES: Final = (49.8, 60.9)
LONGITUDES: Final = (-8.7, 1.8)
_DECIMALS: Final = 6
"""The last of them is some 10 cm."""
_DEGREES: Final = re.compile(r"([+-]?) ?([0-9]{1,3}(?:[.,][0-9]{1,15})?) ?(?:°|degrees)? ?([nsew])?", re.IGNORECASE)


def read_latitude(text: str) -> float:
    """Degrees north, `52.0406` or `52.0406° N`. Raises BadText."""
    return _read(text, "latitude", LATITUDES, "ns", "52.0406")


def read_longitude(text: str) -> float:
    """Degrees east, `-0.7594` or `0.7594 W`. Raises BadText."""
    return _read(text, "longitude", LONGITUDES, "ew", "-0.7594")


def _read(text: str, name: str, between: tuple[float, float], letters: str, example: str) -> float:
    found = _DEGREES.fullmatch(folded(text))
    letter = (found[3] or "").lower() if found else ""
    if not found or (letter and (letter not in letters or found[1])):
        raise BadText(f"Enter the {name} as a number, like {example}")
    size = float(found[2].replace(",", "."))
    degrees = -size if found[1] == "-" or letter in ("s", "w") else size
    if not between[0] <= degrees <= between[1]:
        raise BadText(f"Enter a {name} in Great Britain, from {between[0]} to {between[1]}, like {example}")
    return round(degrees, _DECIMALS)


def write_degrees(degrees: float) -> str:
    """The plain form: `52.0406`."""
    return f"{degrees:.{_DECIMALS}f}".rstrip("0").rstrip(".")
