"""What there is for families: published services by need, and how many of them lie near an area."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import sin
from typing import Any, Final
from uuid import UUID

from django.db import connection

from search.index.models import SearchRow
from search.matching.distance import EARTH_RADIUS_METRES, METRES_PER_MILE, Box, box_around
from search.query import Point
from search.vocabulary import ALL_SEND

NEAR_MILES: Final = 5

_BY_NEED: Final = """
SELECT substr(token, 6), count(*) FILTER (WHERE NOT travels), count(*) FILTER (WHERE travels)
FROM search_index_searchrow AS row, unnest(facets) AS token
WHERE row.kind = 'service' AND NOT row.deleted AND NOT row.closed AND token LIKE 'need:%%' GROUP BY 1
"""
_NEAR: Final = """
SELECT pair.need, pair.outcode, count(DISTINCT row.id)
FROM unnest(%(needs)s::text[], %(outcodes)s::text[], %(latitudes)s::float8[], %(longitudes)s::float8[],
            %(south)s::float8[], %(north)s::float8[], %(west)s::float8[], %(east)s::float8[])
     AS pair (need, outcode, latitude, longitude, south, north, west, east)
JOIN search_index_searchplace AS place
  ON place.latitude BETWEEN pair.south AND pair.north AND place.longitude BETWEEN pair.west AND pair.east
JOIN search_index_searchrow AS row ON row.id = place.row_id
WHERE row.kind = 'service' AND NOT row.deleted AND NOT row.closed AND NOT row.travels
  AND row.facets @> ARRAY['need:' || pair.need]
  AND sin(radians(place.latitude - pair.latitude) / 2) ^ 2 + cos(radians(pair.latitude))
      * cos(radians(place.latitude)) * sin(radians(place.longitude - pair.longitude) / 2) ^ 2 <= %(squared_half_chord)s
GROUP BY 1, 2
"""
_SQUARED_HALF_CHORD: Final = sin(NEAR_MILES * METRES_PER_MILE / EARTH_RADIUS_METRES / 2) ** 2
"""The haversine of NEAR_MILES: what is within it is near."""


@dataclass(frozen=True, slots=True)
class Supply:
    """Services for a need: those to go to, and those that any family of the area can use wherever they live."""

    to_go_to: int = 0
    everywhere: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.to_go_to + self.everywhere


def supply_by_need() -> dict[str, Supply]:
    """Services that are open now and say that they are for a need (or for one broader or narrower).

    Those for any need at all are under `all-send` alone.
    """
    with connection.cursor() as cursor:
        cursor.execute(_BY_NEED)
        return {need: Supply(to_go_to, everywhere) for need, to_go_to, everywhere in cursor.fetchall()}


def nearby(pairs: Collection[tuple[str, str]], centres: Mapping[str, Point]) -> dict[tuple[str, str], int]:
    """For pairs of need and outcode: how many services to go to lie within NEAR_MILES of the outcode's centre.

    Pairs whose outcode isn't among the centres are left out.
    """
    known = [(need, outcode) for need, outcode in pairs if outcode in centres]
    points = [centres[outcode] for _, outcode in known]
    boxes = [box_around(point, NEAR_MILES) for point in points]
    values: dict[str, Any] = {
        "needs": [need for need, _ in known],
        "outcodes": [outcode for _, outcode in known],
        "latitudes": [point.latitude for point in points],
        "longitudes": [point.longitude for point in points],
        **{side: [getattr(box, side) for box in boxes] for side in Box._fields},
        "squared_half_chord": _SQUARED_HALF_CHORD,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, values)
        counted = {(need, outcode): count for need, outcode, count in cursor.fetchall()}
    return {pair: counted.get(pair, 0) for pair in known}


def for_any_need(supply: Mapping[str, Supply]) -> int:
    """How many services are for any need at all."""
    return supply.get(ALL_SEND, Supply()).total


def service_names(services: Collection[UUID]) -> dict[UUID, str]:
    """What services that families can find now are called."""
    keys = [f"service:{service}" for service in services]
    rows = SearchRow.objects.filter(key__in=keys, deleted=False).values_list("key", "body__name")
    return {UUID(key.partition(":")[2]): str(name) for key, name in rows}
