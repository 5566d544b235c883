"""A few examples that only some areas' families can use, so that results and pages show how that reads."""

from dataclasses import replace
from typing import Final

from providers.listings.data import AreaData, ServiceData
from search.places.areas import named_areas

AREAS: Final = {
    "mk-027": ("MK2", "MK3"),
    "mk-056": ("E06000042",),
    "mk-059": ("E06000042",),
    "bu-056": ("E06000060",),
    "bu-059": ("E06000060",),
    "tr-030": ("WA14", "WA15", "M33"),
    "tr-059": ("E08000009",),
    "tr-062": ("E08000009",),
}
"""Codes of councils and postcode districts, by the example that is for their families alone."""


def with_areas(data: ServiceData, key: str) -> ServiceData:
    """The example with its areas."""
    if key not in AREAS:
        return data
    names = {code: area.name for code, area in named_areas(AREAS[key]).items()}
    return replace(data, areas=tuple(AreaData(code=code, name=names.get(code, code)) for code in AREAS[key]))
