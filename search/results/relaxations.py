"""Wider searches to offer when one finds little, so that no search is a dead end.

What leaves the words out is far from what was asked for: it comes only where nothing nearer helps. Each is counted by
the very search that its link starts, so that its count is true. They are a few at most; the last resort, everything
there is, comes where nothing else helps.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, NamedTuple

from search.findings import Located, Relaxation
from search.matching.filters import FACETS, NUMBER_FILTERS
from search.parameters import SERVICE, Parameters
from search.query import RADII
from search.results.presentation import value_labels
from search.vocabulary import KIND

FEW: Final = 3
TRIES: Final = 10
"""So many wider searches are tried at most, but for the last resort."""
EVERYTHING: Final = {"service": "Every service", "page": "All advice and information"}

Count = Callable[[Parameters], int]


class Wider(NamedTuple):
    """A wider search and what it is called."""

    label: str
    parameters: Parameters


class WiderSearches(NamedTuple):
    """The wider searches that are tried, by what they change. Those that there are few of come first: many filters
    leave them a try."""

    other_kind: Sequence[Wider]
    without_words: Sequence[Wider]
    fewer_filters: Sequence[Wider]
    radii: Sequence[Wider]
    one_filter_less: Sequence[Wider]
    everything: Sequence[Wider]
    """The last resort, tried where none of the others gives more."""


def wider_searches(parameters: Parameters, *, located: Located | None, nothing_found: bool) -> WiderSearches:
    """A wider radius, fewer filters, no words or, where nothing was found, the other kind; TRIES at most in all.

    `located` is where the search starts.
    """
    groups = (
        _other_kind(parameters) if nothing_found else (),
        _without_words(parameters, located),
        _fewer_filters(parameters),
        _wider_radii(parameters) if located else (),
        _one_filter_less(parameters),
    )
    left = TRIES
    tried: list[tuple[Wider, ...]] = []
    for group in groups:
        tried.append(tuple(islice(group, left)))
        left -= len(tried[-1])
    other, words, fewer, radii, less = tried
    return WiderSearches(other, words, fewer, radii, less, (_everything(parameters, located),))


def relaxations(searches: WiderSearches, *, found: int, count: Count) -> tuple[Relaxation, ...]:
    """Those of the wider searches that give more than `found`. `count` says how many a search finds.

    Gives nothing when more than a few were found already.
    """
    if found > FEW:
        return ()
    other, words, plain, radii, filters, everything = ([_counted(each, count) for each in group] for group in searches)
    offers = [*_rising(radii, found), *sorted((offer for offer in filters if offer.count > found), key=_most_first)]
    most = max([found, *(offer.count for offer in offers)])
    offers += [offer for offer in _rising(plain, found) if offer.count > most]
    offers += _rising(other, found)
    return tuple(offers or [*_rising(words, found)] or _rising(everything, found))


def _counted(wider: Wider, count: Count) -> Relaxation:
    asked = wider.parameters
    return Relaxation(label=wider.label, count=count(asked), query=asked.query_string(), kind=asked.kind)


def _rising(wider: Iterable[Relaxation], found: int) -> Iterator[Relaxation]:
    """Those that give more than was found and than each before them."""
    best = found
    for offer in wider:
        if offer.count > best:
            best = offer.count
            yield offer


def _most_first(offer: Relaxation) -> int:
    return -offer.count


def _wider_radii(parameters: Parameters) -> Iterator[Wider]:
    if parameters.radius is None:
        return
    for radius in [radius for radius in RADII if radius > parameters.radius][-2:]:
        yield Wider(f"Within {radius} miles", replace(parameters, radius=float(radius)))
    yield Wider("At any distance", parameters.without("radius"))


def _one_filter_less(parameters: Parameters) -> Iterator[Wider]:
    labels = value_labels()
    for name in _chosen(parameters):
        if name in NUMBER_FILTERS:
            yield Wider(NUMBER_FILTERS[name].without, parameters.without(name))
            continue
        said = " or ".join(f"“{labels[name][value]}”" for value in parameters.chosen(name))
        yield Wider(f"Without {said}", parameters.without(name))


def _fewer_filters(parameters: Parameters) -> Iterator[Wider]:
    chosen = _chosen(parameters)
    plain = parameters.without(*chosen)
    if len(chosen) > 1:
        yield Wider("Without your filters", plain)
    if chosen and parameters.radius is not None:
        yield Wider("Without your filters, at any distance", plain.without("radius"))


def _without_words(parameters: Parameters, located: Located | None) -> Iterator[Wider]:
    if parameters.q:
        yield Wider("Without your words", _from_there(parameters, located).without("q", "removed"))


def _other_kind(parameters: Parameters) -> Iterator[Wider]:
    """Pages have no ages, costs or places to filter by: only the words are kept."""
    other = "page" if parameters.kind == SERVICE else SERVICE
    plain = replace(parameters.without(*_chosen(parameters), "radius"), kind=other)
    yield Wider(KIND[other], plain)


def _everything(parameters: Parameters, located: Located | None) -> Wider:
    there = _from_there(parameters, located)
    return Wider(EVERYTHING[parameters.kind], there.without(*_chosen(parameters), "q", "removed", "radius"))


def _from_there(parameters: Parameters, located: Located | None) -> Parameters:
    """The same with its place as a parameter: words that are left out may have said where."""
    if located is None or parameters.postcode or parameters.place:
        return parameters
    if located.precision == "place":
        return replace(parameters, place=located.label)
    return replace(parameters, postcode=located.label)


def _chosen(parameters: Parameters) -> tuple[str, ...]:
    """The filters that are on, in the order in which families see them."""
    choices = (name for name in FACETS if parameters.chosen(name))
    return (*choices, *(name for name in NUMBER_FILTERS if getattr(parameters, name) is not None))
