"""How far apart two points are, the same in Python, SQL and Elasticsearch (one earth radius)."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt
from typing import Final, NamedTuple

from search.documents import Place, SearchDocument

EARTH_RADIUS_METRES: Final = 6_371_008.7714
METRES_PER_MILE: Final = 1_609.344


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where the family is (WGS84 degrees): a postcode, its sector's or outcode's centre, or a named place."""

    latitude: float
    longitude: float


class Box(NamedTuple):
    """A rectangle of degrees that holds a circle."""

    south: float
    north: float
    west: float
    east: float


def miles_between(origin: Point, latitude: float, longitude: float) -> float:
    """The great-circle distance in miles (haversine)."""
    half_north = radians(latitude - origin.latitude) / 2
    half_east = radians(longitude - origin.longitude) / 2
    chord = sin(half_north) ** 2 + cos(radians(origin.latitude)) * cos(radians(latitude)) * sin(half_east) ** 2
    return 2 * EARTH_RADIUS_METRES * asin(min(1.0, sqrt(chord))) / METRES_PER_MILE


def nearest_place(document: SearchDocument, origin: Point | None) -> tuple[Place | None, float | None]:
    """The document's place nearest to `origin` and its miles away; without an origin the first place and None."""
    if not document.places:
        return None, None
    if origin is None:
        return document.places[0], None
    measured = [(miles_between(origin, place.latitude, place.longitude), place) for place in document.places]
    miles, place = min(measured, key=lambda pair: pair[0])
    return place, miles


def miles_in_words(miles: float) -> str:
    """A distance as families read it: `1.2 miles`, from ten on without a decimal."""
    if miles < 0.1:
        return "less than 0.1 miles"
    shown = f"{miles:.0f}" if round(miles, 1) >= 10 else f"{miles:.1f}".removesuffix(".0")
    return f"{shown} mile{'' if shown == '1' else 's'}"


def box_around(origin: Point, miles: float) -> Box:
    """The box that holds every point within `miles` of `origin`, with a little to spare. Not for the poles."""
    north = degrees(miles * METRES_PER_MILE / EARTH_RADIUS_METRES) * 1.01
    east = north / cos(radians(origin.latitude))
    return Box(origin.latitude - north, origin.latitude + north, origin.longitude - east, origin.longitude + east)
