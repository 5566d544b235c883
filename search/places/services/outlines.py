"""Loads areas' borders, and works out what maps draw around each council."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction

from search.places.authorities import same_area
from search.places.models import Boundary, CouncilOutline, Ward
from search.places.outline_files import Border, read_borders
from search.places.postcode_squares import rings_around_postcodes
from search.places.shapes import Ring, area, dissolve, simplified
from tenants.councils.models import Council

ONS: Final = (
    "Boundaries: Office for National Statistics licensed under the Open Government Licence v3.0. "
    "Contains OS data © Crown copyright and database right 2026."
)
_WARD: Final = ("E05", "W05", "S13", "E58")
"""How codes of wards and electoral divisions begin."""
_DISTRICT: Final = "E07"
_SPECK: Final = 0.0001
"""Parts smaller than this share of the largest are where two files' borders don't quite meet."""
_TOLERANCE: Final = 0.0002
"""About 20 m, in degrees: nobody sees more on a screen."""
_DIGITS: Final = 5

_NEAREST_DISTRICT: Final = """
SELECT district FROM places_postcode
WHERE district <> ''
    AND latitude BETWEEN %(y)s - 0.1 AND %(y)s + 0.1 AND longitude BETWEEN %(x)s - 0.15 AND %(x)s + 0.15
ORDER BY power(latitude - %(y)s, 2) + power((longitude - %(x)s) * cos(radians(%(y)s)), 2) LIMIT 1
"""


@transaction.atomic
def load_outlines(*, path: Path, source: str = ONS) -> int:
    """Load a GeoJSON file of councils' areas, districts or wards, and work the outlines of all councils out anew.

    `source` is the line of source and licence that maps show. Gives how many areas there were; loading a file again
    changes nothing. Raises BadOutlineFile, nothing having been written.
    """
    borders = read_borders(path)
    Boundary.objects.bulk_create(
        [_boundary(border, source) for border in borders],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "district", "rings", "source"],
        batch_size=200,
    )
    derive_outlines(Council.objects.real())
    return len(borders)


@transaction.atomic
def derive_outlines(councils: Iterable[Council]) -> int:
    """Work out and keep what maps draw around each council; gives for how many something is known.

    A loaded boundary of its own goes first, then its wards or districts joined, then a rough line around its postcodes.
    """
    outlines = [outline for council in councils if (outline := _outline(council))]
    CouncilOutline.objects.bulk_create(
        outlines,
        update_conflicts=True,
        unique_fields=["council"],
        update_fields=["rings", "made_from", "source"],
    )
    return len(outlines)


def _boundary(border: Border, source: str) -> Boundary:
    return Boundary(
        code=border.code, name=border.name, district=_district_of(border), rings=border.rings, source=source
    )


def _district_of(border: Border) -> str:
    if not border.code.startswith(_WARD):
        return border.code
    ward = Ward.objects.filter(code=border.code).first()
    return ward.district if ward else _nearest_district(border)


def _nearest_district(border: Border) -> str:
    across, up = zip(*border.rings[0], strict=True)
    middle = {"x": (min(across) + max(across)) / 2, "y": (min(up) + max(up)) / 2}
    with connection.cursor() as cursor:
        cursor.execute(_NEAREST_DISTRICT, middle)
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def _outline(council: Council) -> CouncilOutline | None:
    districts = same_area(council.gss_codes)
    known = list(Boundary.objects.filter(district__in=districts).order_by("code"))
    own = [boundary for boundary in known if boundary.code in council.gss_codes]
    parts = [boundary for boundary in known if boundary.code in districts and boundary.code.startswith(_DISTRICT)]
    wards = [boundary for boundary in known if boundary.code not in districts]
    made = CouncilOutline.Made
    for boundaries, made_from in ((own, made.BOUNDARY), (parts, made.BOUNDARY), (wards, made.WARDS)):
        if boundaries:
            return _made(council, _joined(boundaries), made_from, boundaries[0].source)
    around = rings_around_postcodes(districts)
    return _made(council, around, made.POSTCODES, "") if around else None


def _joined(boundaries: Iterable[Boundary]) -> list[Ring]:
    rings = dissolve([(x, y) for x, y in ring] for boundary in boundaries for ring in boundary.rings)
    return [simplified(ring, _TOLERANCE) for ring in rings if area(ring) > _SPECK * area(rings[0])]


def _made(council: Council, rings: list[Ring], made_from: str, source: str) -> CouncilOutline:
    rounded: list[Any] = [[[round(x, _DIGITS), round(y, _DIGITS)] for x, y in ring] for ring in rings]
    return CouncilOutline(council=council, rings=rounded, made_from=made_from, source=source)
