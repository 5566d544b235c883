"""The British National Grid (EPSG:27700) to WGS84."""

from collections.abc import Iterator, Sequence
from functools import cache

from pyproj import Transformer


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)


def grid_to_degrees(eastings: Sequence[float], northings: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Metres east and north as (latitude, longitude) pairs, right to about 5 m."""
    longitudes, latitudes = _transformer().transform(eastings, northings)
    return zip(latitudes, longitudes, strict=True)
