"""Towns and villages that the council's own listings name, beside those of the files of places."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from statistics import median
from typing import Final

from search.findings import Located
from search.index.selectors.texts import ShownPlace
from search.places.selectors import located_place
from search.places.text import key_of
from search.reading.models import Town
from search.understanding.lexicon import everyday_words, generic_words
from search.understanding.spelling import is_known

_FEWEST: Final = 2
"""Of what one address alone ends with, nobody can say whether it is a town."""


def find_towns(keys: Iterable[str]) -> dict[str, Located]:
    """Those of the names (as `key_of` writes them) that listings of the open council are in. One query."""
    towns = Town.objects.filter(key__in=set(keys))
    return {town.key: located_place(town.name, town.latitude, town.longitude) for town in towns}


def towns_of(places: Iterable[ShownPlace]) -> Iterator[Town]:
    """The towns that addresses end with: not what is made of ordinary words alone, as “Community centre” is."""
    named = defaultdict[str, list[ShownPlace]](list)
    for place in places:
        if key := key_of(place.town):
            named[key].append(place)
    for key, found in named.items():
        if len(found) >= _FEWEST and _is_a_name(key):
            yield Town(
                key=key,
                name=found[0].town,
                latitude=median(place.latitude for place in found),
                longitude=median(place.longitude for place in found),
            )


def _is_a_name(key: str) -> bool:
    ordinary = everyday_words() | generic_words()
    return not any(map(str.isdigit, key)) and not all(is_known(word, ordinary) for word in key.split())
