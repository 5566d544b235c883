"""The places of what a search finds, as a map shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from search.documents import Place, SearchDocument
from search.findings import Located
from search.matching.distance import Point, miles_between
from search.parameters import Parameters
from search.selectors import find_documents

MOST: Final = 500
"""So many services are on the map, the nearest (or best matching) ones: more would be slow on a phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """One place of one service. Of a hidden address it is the centre of the area around it, as everywhere."""

    document: SearchDocument
    place: Place
    miles: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoints:
    """What the map shows of a search that finds `total` services, `without_place` of them at no place."""

    total: int
    shown: int
    without_place: int
    points: tuple[MapPoint, ...]
    located: Located | None


def points_of(parameters: Parameters) -> MapPoints:
    """The places of everything a search finds, whatever its page: nearest first when it starts somewhere.

    Raises UnknownCouncil outside a council.
    """
    answer, located = find_documents(parameters=parameters, most=MOST)
    origin = located.point if located else None
    points = [point for document in answer.documents for point in _points(document, origin)]
    if origin:
        points.sort(key=lambda point: point.miles or 0)
    return MapPoints(
        total=answer.total,
        shown=len(answer.documents),
        without_place=sum(not document.places for document in answer.documents),
        points=tuple(points),
        located=located,
    )


def _points(document: SearchDocument, origin: Point | None) -> Iterator[MapPoint]:
    for place in document.places:
        miles = miles_between(origin, place.latitude, place.longitude) if origin else None
        yield MapPoint(document=document, place=place, miles=miles)
