"""`/api/search/points` and `/search/outline.json`: what the map draws, as GeoJSON."""

from typing import Any, Final

from django.http import HttpRequest, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from search.http.rate_limits import limited
from search.matching.distance import miles_in_words
from search.parameters import BadParameters, Parameters, read_parameters
from search.places.areas import council_outline, towns_of_council
from search.result_map.points import MapPoint, MapPoints, points_of
from search.saved import result_url
from search.taxonomy.selectors import terms_read_once

_OUTLINE_SECONDS: Final = 3600


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
@limited("search")
@terms_read_once()
def points_api(request: HttpRequest) -> JsonResponse:
    """The places of a search's results; 400 with `errors` by field when the search can't be read."""
    try:
        parameters = read_parameters(request.GET)
    except BadParameters as problem:
        return JsonResponse({"errors": problem.errors}, status=400)
    return JsonResponse(_collection(points_of(parameters), parameters))


@csrf_exempt  # it only reads: another method is 405, not a missing token
@require_safe
def outline(request: HttpRequest) -> JsonResponse:
    """The council's outline and the names of its towns, with the source of both."""
    drawn = council_outline()
    features = [
        _feature("Point", [town.longitude, town.latitude], {"kind": "town", "name": town.name})
        for town in towns_of_council()
    ]
    if drawn:
        rings = [[[*ring, ring[0]]] for ring in drawn.rings]
        features.insert(0, _feature("MultiPolygon", rings, {"kind": "council", "made_from": drawn.made_from}))
    source = drawn.source if drawn else ""
    response = JsonResponse({"type": "FeatureCollection", "attribution": source, "features": features})
    patch_cache_control(response, public=True, max_age=_OUTLINE_SECONDS)
    return response


def _collection(found: MapPoints, parameters: Parameters) -> dict[str, Any]:
    located = found.located
    return {
        "type": "FeatureCollection",
        "total": found.total,
        "shown": found.shown,
        "without_place": found.without_place,
        "radius_miles": parameters.radius if located else None,
        "origin": located
        and {
            "latitude": located.point.latitude,
            "longitude": located.point.longitude,
            "label": located.start,
            "precision": located.precision,
        },
        "features": [_point(point, parameters.postcode) for point in found.points],
    }


def _point(point: MapPoint, postcode: str) -> dict[str, Any]:
    place, document = point.place, point.document
    return _feature(
        "Point",
        [place.longitude, place.latitude],
        {
            "name": document.name,
            "url": result_url(document.url, postcode),
            "place": place.label,
            "near": place.hidden,
            "out_of_area": place.out_of_area,
            "distance": None if point.miles is None else miles_in_words(point.miles),
        },
    )


def _feature(kind: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}
