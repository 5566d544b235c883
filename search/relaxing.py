"""Wider searches to offer when one finds little, each tried so that its count is true; a few at most."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from search.findings import Relaxation
from search.parameters import Parameters
from search.ports import SearchEngine
from search.query import RADII, Filters, SearchQuery

FEW: Final = 3
TRIES: Final = 4


def relaxations(engine: SearchEngine, query: SearchQuery, parameters: Parameters, found: int) -> tuple[Relaxation, ...]:
    """What a wider radius, no filters, or no words would give, where that is more than `found`. At most TRIES searches.

    Gives nothing when more than a few were found already.
    """
    if found > FEW:
        return ()
    offers: list[Relaxation] = []
    for label, wider, asked in islice(_wider(query, parameters), TRIES):
        count = engine.search(replace(wider, page=1, per_page=1, with_facets=False)).total
        if count > max([found, *(offer.count for offer in offers)]):
            offers.append(Relaxation(label=label, count=count, query=asked.query_string()))
    return tuple(offers)


def _wider(query: SearchQuery, parameters: Parameters) -> Iterator[tuple[str, SearchQuery, Parameters]]:
    if query.origin and query.radius_miles is not None:
        for radius in [radius for radius in RADII if radius > query.radius_miles][-2:]:
            yield (
                f"Within {radius} miles",
                replace(query, radius_miles=float(radius)),
                replace(parameters, radius=float(radius)),
            )
        yield "At any distance", replace(query, radius_miles=None), parameters.without("radius")
    unfiltered = Filters(kind=query.filters.kind)
    if query.filters != unfiltered:
        plain = Parameters(**{name: getattr(parameters, name) for name in _KEPT})
        yield "Without your filters", replace(query, filters=unfiltered), plain
    if query.terms and query.filters != unfiltered:
        yield (
            "With your filters but any words",
            replace(query, terms=(), minimum_terms=0, full_terms=0),
            parameters.without("q", "removed"),
        )


_KEPT: Final = ("kind", "q", "postcode", "place", "radius", "removed", "sort", "per_page")
