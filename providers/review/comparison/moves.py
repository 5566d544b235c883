"""Which of a service's places a proposed version puts elsewhere, and how far."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, cos, degrees, radians
from typing import Any, Final

from providers.listings.models import Service
from search.matching.distance import Point, miles_between, miles_in_words

LEAST_MILES: Final = 0.1
"""Moves within a street are the postcode's own roughness."""
_WINDS: Final = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


@dataclass(frozen=True, slots=True)
class Move:
    """A place that is live at one point and proposed at another. `field` is its name in the comparison."""

    field: str
    label: str
    before: Point
    after: Point
    miles: float

    @property
    def words(self) -> str:
        """“Place 1 moves 3.2 miles to the north-east”."""
        return f"{self.label} moves {miles_in_words(self.miles)} to the {_wind(self.before, self.after)}"


def moves_of(live: Service | None, proposed: Service) -> list[Move]:
    """The places that both versions have at points more than 0.1 miles apart, in the proposed order."""
    before = {place.uuid: _point(place) for place in _places(live)}
    moves = []
    for position, place in enumerate(_places(proposed), start=1):
        old, new = before.get(place.uuid), _point(place)
        if old and new and (miles := miles_between(old, new.latitude, new.longitude)) >= LEAST_MILES:
            moves.append(Move(f"places.{place.uuid}", f"Place {position}", old, new, miles))
    return moves


def _places(service: Service | None) -> Iterable[Any]:
    places: Iterable[Any] = service.service_at_locations.all() if service is not None else ()
    return places


def _point(place: Any) -> Point | None:
    return None if place.latitude is None else Point(latitude=place.latitude, longitude=place.longitude)


def _wind(start: Point, end: Point) -> str:
    east = (end.longitude - start.longitude) * cos(radians((start.latitude + end.latitude) / 2))
    turn = degrees(atan2(east, end.latitude - start.latitude)) % 360
    return _WINDS[round(turn / 45) % 8]
