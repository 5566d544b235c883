"""A small map of where a place was and where it would be, as numbers for an SVG: no script, no tiles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Final

from providers.review.comparison.moves import Move
from search.matching.distance import Point
from search.places.areas import council_outline, towns_of_council

WIDTH: Final = 640
HEIGHT: Final = 320
_MARGIN: Final = 60
_LEAST_DEGREES: Final = 0.012
"""What the map shows at least from edge to edge: about 0.8 miles."""
_MOST_TOWNS: Final = 12
_MILE: Final = 1 / 69.05
"""A mile in degrees of latitude."""
_SCALES: Final = (0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50)

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A place's name on the map."""

    name: str
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMap:
    """One move, in the map's own units (`WIDTH` by `HEIGHT`)."""

    move: Move
    before: Spot
    after: Spot
    outlines: tuple[str, ...]
    """The council's border, as points of polygons."""
    towns: tuple[Town, ...]
    scale_miles: str
    scale_width: int


def move_maps(moves: Sequence[Move]) -> list[MoveMap]:
    """A map for each move, in 2 queries at most."""
    if not moves:
        return []
    outline = council_outline()
    rings = outline.rings if outline else []
    towns = [(town.name, Point(latitude=town.latitude, longitude=town.longitude)) for town in towns_of_council()]
    return [_map(move, rings, towns) for move in moves]


class _Frame:
    """Turns degrees into the map's units, with both points well inside."""

    def __init__(self, move: Move) -> None:
        middle = (move.before.latitude + move.after.latitude) / 2
        self.shrink = cos(radians(middle))
        east = sorted(point.longitude * self.shrink for point in (move.before, move.after))
        north = sorted(point.latitude for point in (move.before, move.after))
        self.centre = (sum(east) / 2, sum(north) / 2)
        wide = max(east[1] - east[0], _LEAST_DEGREES) / (WIDTH - 2 * _MARGIN)
        high = max(north[1] - north[0], _LEAST_DEGREES / 2) / (HEIGHT - 2 * _MARGIN)
        self.degrees = max(wide, high)

    def spot(self, latitude: float, longitude: float) -> Spot:
        x = WIDTH / 2 + (longitude * self.shrink - self.centre[0]) / self.degrees
        y = HEIGHT / 2 - (latitude - self.centre[1]) / self.degrees
        return round(x), round(y)


def _map(move: Move, rings: Iterable[Sequence[Sequence[float]]], towns: Iterable[tuple[str, Point]]) -> MoveMap:
    frame = _Frame(move)
    before, after = frame.spot(*_degrees(move.before)), frame.spot(*_degrees(move.after))
    named = [Town(name=name, spot=frame.spot(*_degrees(point))) for name, point in towns]
    inside = [town for town in named if _readable(town.spot, (before, after))]
    miles = max((each for each in _SCALES if each * _MILE / frame.degrees <= WIDTH / 4), default=_SCALES[0])
    return MoveMap(
        move=move,
        before=before,
        after=after,
        outlines=tuple(_polygon(frame, ring) for ring in rings),
        towns=tuple(inside[:_MOST_TOWNS]),
        scale_miles=f"{miles:g} mile{'' if miles == 1 else 's'}",
        scale_width=round(miles * _MILE / frame.degrees),
    )


def _degrees(point: Point) -> tuple[float, float]:
    return point.latitude, point.longitude


def _readable(spot: Spot, marks: Sequence[Spot]) -> bool:
    """Whether a name fits there without touching the edge or a mark."""
    inside = 50 < spot[0] < WIDTH - 50 and 20 < spot[1] < HEIGHT - 40
    return inside and all(abs(spot[0] - x) > 70 or abs(spot[1] - y) > 28 for x, y in marks)


def _polygon(frame: _Frame, ring: Sequence[Sequence[float]]) -> str:
    spots = (frame.spot(latitude, longitude) for longitude, latitude in ring)
    return " ".join(f"{x},{y}" for x, y in dict.fromkeys(spots))
