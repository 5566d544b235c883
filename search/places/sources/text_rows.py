"""What the text sources share: reading one row's values, with a reason when they are no good."""

from typing import Final

from search.places.postcodes import BadPostcode, normalise

# Great Britain with a margin: a point beyond it means swapped or broken columns.
_LATITUDES: Final = (49.5, 61.5)
_LONGITUDES: Final = (-9.5, 2.5)
_ELSEWHERE: Final = ("BT", "JE", "GY", "IM")


class UnreadableRow(ValueError):
    """A row's reason for not being loaded."""


def left_out(postcode: str) -> bool:
    """True for a postcode of Northern Ireland and the islands, which English councils' searches leave out."""
    return postcode.lstrip().upper().startswith(_ELSEWHERE)


def read_postcode(text: str) -> str:
    """The postcode in its written form. Raises UnreadableRow."""
    try:
        return normalise(text)
    except BadPostcode as error:
        raise UnreadableRow(f"{text[:12]!r} is not a postcode.") from error


def read_point(latitude: str | float, longitude: str | float) -> tuple[float, float]:
    """Both degrees as numbers. Raises UnreadableRow when they aren't, or lie outside Great Britain."""
    try:
        point = (round(float(latitude), 6), round(float(longitude), 6))
    except ValueError as error:
        raise UnreadableRow(f"{latitude!r}, {longitude!r} is not a latitude and longitude.") from error
    if not (_LATITUDES[0] <= point[0] <= _LATITUDES[1] and _LONGITUDES[0] <= point[1] <= _LONGITUDES[1]):
        raise UnreadableRow(f"{point[0]}, {point[1]} is not in Great Britain.")
    return point


def read_code(text: str) -> str:
    """A GSS code, or nothing for an empty one and for the pseudo codes that mean "none" (`E99999999`)."""
    code = text.strip()
    if code and (len(code) != 9 or not code[1:].isdigit()):
        raise UnreadableRow(f"{code[:12]!r} is not a GSS code.")
    return "" if code[3:] == "999999" else code
