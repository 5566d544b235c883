"""Outcodes: the only places that analytics know."""

from collections.abc import Iterable
from typing import Final

from search.findings import Located
from search.matching.distance import Point, miles_between
from search.places.areas import places_of_council
from search.places.models import PostcodeArea
from search.places.postcodes import is_outcode, outcode

NAMED_WITHIN_MILES: Final = 2.5


def outcode_of(located: Located | None) -> str:
    """The outcode of a family's postcode, or the one nearest to the place that they named; "" when there is none."""
    if located is None:
        return ""
    if located.precision != "place":
        code = outcode(located.label)
        return code if is_outcode(code) else ""
    areas = PostcodeArea.objects.filter(district=located.district).exclude(code__contains=" ")
    by_miles = ((miles_between(located.point, area.latitude, area.longitude), area.code) for area in areas)
    return min(by_miles, default=(0.0, ""))[1]


def outcode_centres(codes: Iterable[str]) -> dict[str, Point]:
    """Where those of the outcodes that are known lie."""
    rows = PostcodeArea.objects.filter(code__in=set(codes))
    return {row.code: Point(latitude=row.latitude, longitude=row.longitude) for row in rows}


def area_labels(codes: Iterable[str]) -> dict[str, str]:
    """Outcodes as staff read them: with the nearest town or ward of the council, “MK3 (Bletchley)”."""
    wanted = set(codes)
    centres = outcode_centres(wanted)
    places = list(places_of_council().order_by("name"))
    labels = {code: code for code in wanted}
    for code, centre in centres.items():
        measured = [(miles_between(centre, place.latitude, place.longitude), place.name) for place in places]
        miles, name = min(measured, default=(NAMED_WITHIN_MILES, ""))
        if miles < NAMED_WITHIN_MILES:
            labels[code] = f"{code} ({name})"
    return labels
