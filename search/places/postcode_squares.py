"""A council's area from where its postcodes are: the squares they lie in, gaps closed, as smooth rings."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians
from typing import Final

from django.db import connection

from search.places.shapes import Ring, area, dissolve, simplified, smoothed

_CELL: Final = 0.0045
"""About 500 m, in degrees of latitude."""
_GAP: Final = 3
"""Cells without a postcode are the council's when its own lie within so many on every side: fields, woods, lakes."""
_SPECK: Final = 0.01
"""Parts smaller than this share of the largest are stray postcodes."""

_EXTENT: Final = """
SELECT min(latitude), max(latitude), min(longitude), max(longitude), count(*)
FROM places_postcode WHERE district = ANY(%s)
"""
_COUNTS: Final = """
SELECT floor(longitude / %(east)s)::int, floor(latitude / %(north)s)::int,
    2 * count(*) FILTER (WHERE district = ANY(%(codes)s)) > count(*)
FROM places_postcode
WHERE latitude BETWEEN %(south)s AND %(top)s AND longitude BETWEEN %(west)s AND %(far)s
GROUP BY 1, 2
"""
_FEWEST: Final = 20

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cells:
    """Squares that are the council's and squares that are others', and how wide and high one is in degrees."""

    own: frozenset[Cell]
    others: frozenset[Cell]
    width: float
    height: float


def rings_around_postcodes(districts: Iterable[str]) -> list[Ring]:
    """The rough outline of the districts together, the largest part first; none when too few postcodes are known."""
    cells = _cells_of(sorted(districts))
    if cells is None:
        return []
    rings = dissolve(_square(cell) for cell in closed(cells.own, cells.others))
    largest = area(rings[0])
    return [_as_degrees(ring, cells) for ring in rings if area(ring) > _SPECK * largest]


def closed(own: frozenset[Cell], others: frozenset[Cell]) -> set[Cell]:
    """The council's squares and the gaps between them, never a square of others."""
    grown = set(own)
    for _ in range(_GAP):
        grown |= {near for cell in grown for near in _around(cell)} - others
    for _ in range(_GAP):
        grown = {cell for cell in grown if cell in own or all(n in grown or n in others for n in _around(cell))}
    return grown


def _cells_of(districts: list[str]) -> _Cells | None:
    with connection.cursor() as cursor:
        cursor.execute(_EXTENT, [districts])
        south, north, west, east, number = cursor.fetchone()
        if number < _FEWEST:
            return None
        width = _CELL / cos(radians((south + north) / 2))
        bounds = {"south": south, "top": north, "west": west, "far": east}
        cursor.execute(_COUNTS, {"east": width, "north": _CELL, "codes": districts, **bounds})
        rows = cursor.fetchall()
    own = frozenset((column, row) for column, row, ours in rows if ours)
    others = frozenset((column, row) for column, row, ours in rows if not ours)
    return _Cells(own, others, width, _CELL) if own else None


def _around(cell: Cell) -> list[Cell]:
    return [(cell[0] + across, cell[1] + up) for across in (-1, 0, 1) for up in (-1, 0, 1) if across or up]


def _square(cell: Cell) -> Ring:
    left, bottom = cell
    return [(left, bottom), (left + 1, bottom), (left + 1, bottom + 1), (left, bottom + 1)]


def _as_degrees(ring: Ring, cells: _Cells) -> Ring:
    corners = [(across * cells.width, up * cells.height) for across, up in ring]
    return smoothed(simplified(corners, cells.height * 0.8))
