"""Wider searches to offer when one finds little, so that no search is a dead end.

Each is counted by the very search that its link starts, so that its count is true. They are a few at most; the last
resort, everything there is, comes where nothing else helps.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from search.findings import Located, Relaxation
from search.matching.filters import FACETS, NUMBER_FILTERS
from search.parameters import SERVICE, Parameters
from search.ports import EngineUnavailable
from search.query import RADII
from search.results.presentation import value_labels
from search.vocabulary import KIND

FEW: Final = 3
TRIES: Final = 10
"""So many wider searches are tried at most, but for the last resort."""
EVERYTHING: Final = {"service": "Every service", "page": "All advice and information"}

Count = Callable[[Parameters], int]


class _Wider(NamedTuple):
    """A wider search and what it is called."""

    label: str
    parameters: Parameters


def relaxations(parameters: Parameters, *, found: int, located: Located | None, count: Count) -> tuple[Relaxation, ...]:
    """What a wider radius, fewer filters, no words or the other kind would give, where that is more than `found`.

    `located` is where the search starts and `count` says how many a search with some parameters finds. Gives nothing
    when more than a few were found already.
    """
    if found > FEW:
        return ()
    trials = _Trials(found=found, count=count)
    # Those that there are few of are tried first, so that many filters leave them a try.
    other = [] if found else trials.rising(_other_kind(parameters))
    words = trials.rising(_without_words(parameters, located))
    plain = trials.rising(_fewer_filters(parameters))
    radii = trials.rising(_wider_radii(parameters) if located else ())
    filters = trials.best_first(_one_filter_less(parameters))
    most = max([found, *(offer.count for offer in (*radii, *filters))])
    offers = [*radii, *filters, *(offer for offer in plain if offer.count > most), *words, *other]
    if not offers:
        trials.tried = 0
        offers += trials.rising([_everything(parameters, located)])
    return tuple(offers)


@dataclass(slots=True, kw_only=True)
class _Trials:
    """Tries wider searches while there are tries left."""

    found: int
    count: Count
    tried: int = 0

    def rising(self, wider: Iterable[_Wider]) -> list[Relaxation]:
        """Those that give more than was found and than each before them."""
        offers: list[Relaxation] = []
        best = self.found
        for offer in self._tried(wider):
            if offer.count > best:
                best = offer.count
                offers.append(offer)
        return offers

    def best_first(self, wider: Iterable[_Wider]) -> list[Relaxation]:
        """Those that give more than was found, the most first."""
        offers = [offer for offer in self._tried(wider) if offer.count > self.found]
        return sorted(offers, key=lambda offer: -offer.count)

    def _tried(self, wider: Iterable[_Wider]) -> Iterator[Relaxation]:
        for label, asked in wider:
            if self.tried >= TRIES:
                return
            self.tried += 1
            try:
                count = self.count(asked)
            except EngineUnavailable:
                return  # what was found is shown all the same
            yield Relaxation(label=label, count=count, query=asked.query_string(), kind=asked.kind)


def _wider_radii(parameters: Parameters) -> Iterator[_Wider]:
    if parameters.radius is None:
        return
    for radius in [radius for radius in RADII if radius > parameters.radius][-2:]:
        yield _Wider(f"Within {radius} miles", replace(parameters, radius=float(radius)))
    yield _Wider("At any distance", parameters.without("radius"))


def _one_filter_less(parameters: Parameters) -> Iterator[_Wider]:
    labels = value_labels()
    for name in _chosen(parameters):
        if name in NUMBER_FILTERS:
            yield _Wider(NUMBER_FILTERS[name].without, parameters.without(name))
            continue
        said = " or ".join(f"“{labels[name][value]}”" for value in parameters.chosen(name))
        yield _Wider(f"Without {said}", parameters.without(name))


def _fewer_filters(parameters: Parameters) -> Iterator[_Wider]:
    chosen = _chosen(parameters)
    plain = parameters.without(*chosen)
    if len(chosen) > 1:
        yield _Wider("Without your filters", plain)
    if chosen and parameters.radius is not None:
        yield _Wider("Without your filters, at any distance", plain.without("radius"))


def _without_words(parameters: Parameters, located: Located | None) -> Iterator[_Wider]:
    if parameters.q:
        yield _Wider("Without your words", _from_there(parameters, located).without("q", "removed"))


def _other_kind(parameters: Parameters) -> Iterator[_Wider]:
    """Pages have no ages, costs or places to filter by: only the words are kept."""
    other = "page" if parameters.kind == SERVICE else SERVICE
    plain = replace(parameters.without(*_chosen(parameters), "radius"), kind=other)
    yield _Wider(KIND[other], plain)


def _everything(parameters: Parameters, located: Located | None) -> _Wider:
    there = _from_there(parameters, located)
    return _Wider(EVERYTHING[parameters.kind], there.without(*_chosen(parameters), "q", "removed", "radius"))


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
