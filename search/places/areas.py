"""The open council's area: its outline, its towns, and the areas that a service can be limited to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from search.places.authorities import LocalAuthority, authority_of, same_area
from search.places.gazetteer import towns
from search.places.models import CouncilOutline, NamedPlace, PostcodeArea, Ward
from search.places.postcodes import BadPostcode, normalise_outcode, outcode
from tenants.councils.scope import current_council

UNKNOWN_OUTCODE: Final = "We don't know the postcode district {text}. Enter first halves of postcodes, like MK9, MK10."

_WARD_SUFFIX: Final = re.compile(r"\s+(Ward|ED)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """An area by its code and the name that families know."""

    code: str
    name: str

    @property
    def is_council(self) -> bool:
        """Whether it is a council's whole area (or a district of a county), rather than a ward or a postcode's."""
        return authority_of(self.code) is not None


class UnknownArea(ValueError):
    """A postcode district that isn't one; `message` says so to a provider."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def council_outline() -> CouncilOutline | None:
    """What maps draw around the open council's area, when anything is known of it."""
    return CouncilOutline.objects.filter(council=current_council()).first()


def places_of_council() -> QuerySet[NamedPlace]:
    """The named places of the open council: towns, villages and wards."""
    return NamedPlace.objects.filter(district__in=same_area(current_council().gss_codes))


def towns_of_council() -> list[NamedPlace]:
    """The towns and villages of the open council, the best known first: places that aren't a single ward's name."""
    known = {town.name: position for position, town in enumerate(towns())}
    found = places_of_council().filter(ward="").order_by("name")
    return sorted(found, key=lambda place: known.get(place.name, len(known)))


def wards_of_council() -> list[Area]:
    """The open council's wards by name; none when the postcode files named none."""
    districts = same_area(current_council().gss_codes)
    return [_ward(ward) for ward in Ward.objects.filter(district__in=districts)]


def councils_nearby() -> list[Area]:
    """The open council, then those that share a postcode district with it, by name."""
    own = _authorities(current_council().gss_codes)
    others = _authorities(_districts_around()) - own
    return [Area(found.code, found.name) for group in (own, others) for found in sorted(group, key=_by_name)]


def named_areas(codes: Iterable[str]) -> dict[str, Area]:
    """Those of the codes that are a council's or a ward's, by code."""
    wanted = set(codes)
    councils = {code: Area(code, found.name) for code in wanted if (found := authority_of(code))}
    wards = {ward.code: _ward(ward) for ward in Ward.objects.filter(code__in=wanted)}
    return councils | wards


def read_outcodes(text: str) -> tuple[str, ...]:
    """The postcode districts in a text that separates them by commas or spaces, each once.

    Raises UnknownArea for the first that isn't one we know.
    """
    words = text.replace(",", " ").replace(";", " ").split()
    known = set(PostcodeArea.objects.filter(code__in=[word.upper() for word in words]).values_list("code", flat=True))
    return tuple(dict.fromkeys(_outcode(word, known) for word in words))


def _ward(ward: Ward) -> Area:
    """A ward as families read it: `Bletchley East Ward` gives `Bletchley East ward`."""
    return Area(ward.code, f"{_WARD_SUFFIX.sub('', ward.name)} ward")


def _outcode(word: str, known: set[str]) -> str:
    try:
        code = normalise_outcode(word)
    except BadPostcode as error:
        raise UnknownArea(UNKNOWN_OUTCODE.format(text=word[:10])) from error
    if code not in known:
        raise UnknownArea(UNKNOWN_OUTCODE.format(text=code))
    return code


def _authorities(codes: Iterable[str]) -> set[LocalAuthority]:
    return {found for code in codes if (found := authority_of(code))}


def _by_name(authority: LocalAuthority) -> str:
    return authority.name


def _districts_around() -> set[str]:
    """The districts of sectors whose outcode has a sector of the open council's, by what most postcodes say."""
    sectors = PostcodeArea.objects.filter(code__contains=" ")
    own = sectors.filter(district__in=same_area(current_council().gss_codes)).values_list("code", flat=True)
    outcodes = {outcode(code) for code in own}
    return {
        district
        for code, district in sectors.exclude(district="").values_list("code", "district")
        if outcode(code) in outcodes
    }
