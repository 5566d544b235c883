"""Polygons on a map: joined where they share edges, thinned out, and rounded off. Plain geometry of small areas."""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from math import atan2, cos, hypot, pi, radians
from typing import Final

Position = tuple[float, float]
"""Degrees as GeoJSON has them: longitude first."""
Ring = list[Position]
"""A closed line of corners; the first isn't repeated at the end."""
Edges = dict[Position, list[Position]]

_HAIR: Final = 1e-12


def dissolve(rings: Iterable[Sequence[Position]]) -> list[Ring]:
    """The outer borders of polygons that share whole edges, the largest first; holes are left out.

    An edge that two of them run along, once each way, lies inside and falls away.
    """
    edges: Edges = {}
    for ring in map(_anticlockwise, rings):
        for start, end in pairwise(chain(ring, ring[:1])):
            if start in edges.get(end, ()):
                edges[end].remove(start)
            else:
                edges.setdefault(start, []).append(end)
    found = _chain(edges)
    return sorted((ring for ring in found if area(ring) > _HAIR), key=area, reverse=True)


def area(ring: Sequence[Position]) -> float:
    """What a ring holds in square degrees: above 0 when it runs anticlockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(chain(ring, ring[:1]))) / 2


def simplified(ring: Sequence[Position], tolerance: float) -> Ring:
    """The ring without the corners that stray less than `tolerance` (degrees of latitude) from a straight line."""
    if len(ring) < 5:
        return list(ring)
    narrow = cos(radians(ring[0][1]))
    flat = [(x * narrow, y) for x, y in ring]
    far = max(range(len(flat)), key=lambda corner: _apart(flat[0], flat[corner]))
    kept = _kept(flat, 0, far, tolerance) | _kept([*flat, flat[0]], far, len(flat), tolerance)
    thinned = [corner for position, corner in enumerate(ring) if position in kept]
    return thinned if len(thinned) > 2 else list(ring)


def smoothed(ring: Ring, times: int = 2) -> Ring:
    """The ring with its corners cut (Chaikin): steps become curves."""
    for _ in range(times):
        ring = [
            (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
            for start, end in pairwise(chain(ring, ring[:1]))
            for part in (0.25, 0.75)
        ]
    return ring


def _anticlockwise(ring: Sequence[Position]) -> Sequence[Position]:
    return ring if area(ring) > 0 else ring[::-1]


def _chain(edges: Edges) -> list[Ring]:
    """Edges as closed lines. Where two areas touch at a corner, the line stays with the one it came along."""
    rings: list[Ring] = []
    for start in list(edges):
        while edges[start]:
            ring = [start, edges[start].pop()]
            while ring[-1] != start and edges.get(ring[-1]):
                onward = edges[ring[-1]]
                following = max(onward, key=lambda end: _left_turn(ring[-2], ring[-1], end))
                onward.remove(following)
                ring.append(following)
            rings.append(ring[:-1] if ring[-1] == start else ring)
    return rings


def _left_turn(before: Position, here: Position, after: Position) -> float:
    came, goes = (atan2(end[1] - start[1], end[0] - start[0]) for start, end in ((before, here), (here, after)))
    return (goes - came + pi) % (2 * pi)


def _kept(line: Sequence[Position], first: int, last: int, tolerance: float) -> set[int]:
    """Which corners of a line are needed (Douglas and Peucker), without recursion: borders have thousands."""
    kept, waiting = {first, last}, [(first, last)]
    while waiting:
        start, end = waiting.pop()
        between = range(start + 1, end)
        if not between:
            continue
        far = max(between, key=lambda corner: _off_line(line[corner], line[start], line[end]))
        if _off_line(line[far], line[start], line[end]) > tolerance:
            kept.add(far)
            waiting += [(start, far), (far, end)]
    return kept


def _off_line(point: Position, start: Position, end: Position) -> float:
    length = _apart(start, end)
    if not length:
        return _apart(point, start)
    across, up = end[0] - start[0], end[1] - start[1]
    along = max(0.0, min(1.0, ((point[0] - start[0]) * across + (point[1] - start[1]) * up) / length**2))
    return _apart(point, (start[0] + along * across, start[1] + along * up))


def _apart(one: Position, other: Position) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
