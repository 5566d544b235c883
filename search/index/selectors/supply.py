"""How many open services there are for each need, and how many of them lie near an area."""

from collections.abc import Collection, Mapping
from math import sin
from typing import Any, Final

from search.index.selectors.rows import rows_of
from search.matching.distance import EARTH_RADIUS_METRES, METRES_PER_MILE, Box, Point, box_around

_BY_NEED: Final = """
SELECT substr(token, 6), count(*) FILTER (WHERE NOT travels), count(*) FILTER (WHERE travels)
FROM search_index_searchrow AS row, unnest(facets) AS token
WHERE row.kind = 'service' AND NOT row.deleted AND NOT row.closed AND token LIKE 'need:%' GROUP BY 1
"""
# The haversine of the distance: what is within it is near.
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


def services_by_need() -> list[tuple[str, int, int]]:
    """For each need: its code, how many services to go to say that they are for it (or for one broader or narrower),
    and how many that any family can use wherever they live. Those for any need are under `all-send` alone."""
    return [(need, placed, travelling) for need, placed, travelling in rows_of(_BY_NEED)]


def services_near(
    pairs: Collection[tuple[str, str]], centres: Mapping[str, Point], *, miles: float
) -> dict[tuple[str, str], int]:
    """For pairs of need and outcode: how many services to go to lie within so many miles of the outcode's centre.

    Pairs whose outcode isn't among the centres are left out.
    """
    known = [(need, outcode) for need, outcode in pairs if outcode in centres]
    points = [centres[outcode] for _, outcode in known]
    boxes = [box_around(point, miles) for point in points]
    values: dict[str, Any] = {
        "needs": [need for need, _ in known],
        "outcodes": [outcode for _, outcode in known],
        "latitudes": [point.latitude for point in points],
        "longitudes": [point.longitude for point in points],
        **{side: [getattr(box, side) for box in boxes] for side in Box._fields},
        "squared_half_chord": sin(miles * METRES_PER_MILE / EARTH_RADIUS_METRES / 2) ** 2,
    }
    counted = {(need, outcode): count for need, outcode, count in rows_of(_NEAR, values)}
    return {pair: counted.get(pair, 0) for pair in known}
