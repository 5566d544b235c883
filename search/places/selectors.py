"""Where a postcode or a named place is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, Literal

from django.db import connection

from search.findings import Located
from search.matching.distance import Point
from search.places import postcodes
from search.places.authorities import area_name, same_area
from search.places.errors import PlaceProblem
from search.places.text import key_of
from tenants.councils.links import absolute_url
from tenants.councils.models import Council
from tenants.councils.scope import current_council

Precision = Literal["postcode", "sector", "outcode"]

ATTRIBUTION: Final = (
    "Postcodes: contains OS data © Crown copyright and database right 2026. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2026. "
    "Source: Office for National Statistics licensed under the Open Government Licence v3.0."
)
_UNKNOWN_POSTCODE: Final = "We don't know the postcode {text}. Check it, or try another one near you."
_UNKNOWN_PLACE: Final = "We don't know a place called {text} in {council}. Try a postcode, like MK9 3EJ."
_LONGEST_NAME: Final = 120
FEWEST_POSTCODES: Final = 10
"""The centre of fewer postcodes nearly tells where each is: of one alone it is its very point."""
_KNOWN: Final = """
SELECT postcode, latitude, longitude, district, ward, 1 FROM places_postcode WHERE postcode = ANY(%(codes)s)
UNION ALL
SELECT code, latitude, longitude, district, '', number FROM places_postcodearea WHERE code = ANY(%(codes)s)
"""
"""Each search asks this and the next: as SQL, because Django takes longer to write them than PostgreSQL to answer."""
_NAMED: Final = """
SELECT key, name, latitude, longitude, district, ward FROM places_namedplace
WHERE key = ANY(%(keys)s) AND district = ANY(%(districts)s)
"""
_READERS: Final = (
    postcodes.normalise_sector,
    postcodes.normalise_outcode,
    postcodes.normalise_mistyped,
    postcodes.normalise,  # last, as it says what lies elsewhere
)


@dataclass(frozen=True, slots=True)
class PostcodePoint:
    """A postcode's point and codes; `precision` says when it is only its sector's or outcode's centre, the mean of
    `number` postcodes."""

    code: str
    latitude: float
    longitude: float
    district: str
    ward: str
    precision: Precision
    number: int

    @property
    def point(self) -> Point:
        """Its degrees."""
        return Point(latitude=self.latitude, longitude=self.longitude)


_held: ContextVar[Mapping[str, PostcodePoint | None] | None] = ContextVar("points_held_by_code", default=None)


def attribution() -> str:
    """The line that every page showing something by postcode carries (Open Government Licence)."""
    return ATTRIBUTION


def point_of(postcode: str) -> PostcodePoint | None:
    """A full postcode's point, else its sector's, else its outcode's; None when it is no postcode or nowhere known."""
    try:
        full = postcodes.normalise(postcode)
    except postcodes.BadPostcode:
        return None
    return _nearest_known(full, postcodes.sector(full), postcodes.outcode(full))


def area_around(postcode: str) -> PostcodePoint | None:
    """What stands for a hidden address: its sector, or its outcode where the sector isn't known or holds fewer than
    FEWEST_POSTCODES; None where the outcode holds as few."""
    try:
        full = postcodes.normalise(postcode)
    except postcodes.BadPostcode:
        return None
    return _nearest_known(postcodes.sector(full), postcodes.outcode(full), fewest=FEWEST_POSTCODES)


def locate(text: str) -> Located:
    """Where a full postcode, sector, outcode or place of the council whose schema is open lies.

    Raises PlaceProblem, its message for the field, when it can't be found; UnknownCouncil outside a council.
    """
    codes = _codes_in(text)
    if not codes:
        return _locate_name(text)
    found = _nearest_known(*codes)
    if not found:
        raise PlaceProblem(_UNKNOWN_POSTCODE.format(text=codes[0]))
    return _located_postcode(codes[0], found)


def point_typed(text: str) -> PostcodePoint | None:
    """Where a postcode, sector or outcode lies as a family typed it; None when it is none or nowhere known."""
    try:
        codes = _codes_in(text)
    except PlaceProblem:
        return None
    return _nearest_known(*codes) if codes else None


def find_named_places(keys: Iterable[str]) -> dict[str, Located]:
    """Those of the names (as `key_of` writes them) that are places of the open council, in one query."""
    districts = same_area(current_council().gss_codes)
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, {"keys": list(set(keys)), "districts": list(districts)})
        return {key: located_place(*place) for key, *place in cursor.fetchall()}


def _codes_in(text: str) -> tuple[str, ...]:
    """The postcode, its sector and its outcode, as many as the text gives; none when it is no postcode at all."""
    for read in _READERS:
        try:
            code = read(text)
        except postcodes.BadPostcode as error:
            problem = error
        else:
            full = (code,) if postcodes.is_postcode(code) else ()
            sector = (code[:-2],) if full else (code,)
            return tuple(dict.fromkeys((*full, *sector, postcodes.outcode(code))))
    if isinstance(problem, postcodes.PostcodeElsewhere):
        raise PlaceProblem(problem.message)
    if any(letter.isdigit() for letter in text):
        raise PlaceProblem(postcodes.NOT_A_POSTCODE_OR_PART)
    return ()


@contextmanager
def points_held(full_postcodes: Iterable[str]) -> Iterator[None]:
    """Ask for these postcodes, their sectors and outcodes once for all that the block asks. For a batch."""
    held = _held.get() or {}
    codes = {code for full in full_postcodes for code in (full, postcodes.sector(full), postcodes.outcode(full))}
    asked = sorted(codes - held.keys())
    token = _held.set({**held, **dict.fromkeys(asked), **(_known_of(asked) if asked else {})})
    try:
        yield
    finally:
        _held.reset(token)


def _nearest_known(*codes: str, fewest: int = 1) -> PostcodePoint | None:
    """The most precise of the codes that is known and the centre of so many postcodes, in one query."""
    held = _held.get()
    rows = held if held is not None and all(code in held for code in codes) else _known_of(codes)
    return next((point for code in codes if (point := rows.get(code)) and point.number >= fewest), None)


def _known_of(codes: Sequence[str]) -> Mapping[str, PostcodePoint | None]:
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {"codes": list(codes)})
        return {
            code: PostcodePoint(code, latitude, longitude, district, ward, _precision(code), number)
            for code, latitude, longitude, district, ward, number in cursor.fetchall()
        }


def _precision(code: str) -> Precision:
    _, space, inward = code.partition(" ")
    if not space:
        return "outcode"
    return "sector" if len(inward) == 1 else "postcode"


def _located_postcode(asked: str, found: PostcodePoint) -> Located:
    council_name, council_url = _other_council(found.district)
    return Located(
        label=asked,
        start=found.code,
        point=found.point,
        precision=found.precision,
        district=found.district,
        ward=found.ward,
        areas=home_areas(found),
        council_name=council_name,
        council_url=council_url,
    )


def home_areas(found: PostcodePoint) -> tuple[str, ...]:
    """Codes of the areas a family there lives in: council, ward, outcode. None for what is only a sector's or outcode's
    centre: nobody can say on which side of a border the family lives."""
    if found.precision != "postcode":
        return ()
    districts = sorted(same_area([found.district])) if found.district else []
    return tuple(filter(None, (*districts, found.ward, found.code.partition(" ")[0])))


def _other_council(district: str) -> tuple[str, str]:
    """The name and address of the council a district lies in; nothing when it is the one whose schema is open."""
    if not district or district in same_area(current_council().gss_codes):
        return "", ""
    hosted = Council.objects.live().filter(gss_codes__overlap=sorted(same_area([district]))).first()
    return area_name(district), absolute_url("/", hosted) if hosted else ""


def _locate_name(text: str) -> Located:
    key = key_of(text[:_LONGEST_NAME])
    place = find_named_places([key]).get(key) if key else None
    if not place:
        name = current_council().name
        raise PlaceProblem(_UNKNOWN_PLACE.format(text=text.strip()[:40] or "that", council=name))
    return place


def located_place(name: str, latitude: float, longitude: float, district: str = "", ward: str = "") -> Located:
    """Where a named place lies."""
    point = Point(latitude=latitude, longitude=longitude)
    return Located(label=name, start=name, point=point, precision="place", district=district, ward=ward)
