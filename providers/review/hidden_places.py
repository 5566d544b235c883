"""How a listing gives away where it is, although families shouldn't know. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from providers.listings.data import PlaceData, ServiceData
from providers.listings.models import HideAddress
from providers.listings.refuges import refuge_word
from search.places.authorities import authority_of
from search.places.postcodes import outcode, sector

_SHORTEST_NAME: Final = 4
"""Shorter lines of an address stand in ordinary words, too."""
_IN_TEXT: Final = "An address that families shouldn’t see stands in this text."
_PLACE_IN_TEXT: Final = "“{words}” tells where it is. Families should see no place at all."
_NARROW: Final = "It shows no place, but “{area}” tells families where to look. Take it out, or name the whole council."
_REFUGE: Final = "It says “{word}”, and families see {shown} of this place. Make sure that everybody may know it."
_SHOWN: Final[Mapping[HideAddress, str]] = {HideAddress.NO: "the address", HideAddress.EXACT: "the area"}


@dataclass(frozen=True, slots=True)
class Exposure:
    """What gives a place away, in a sentence, and the field of the comparison that it stands in."""

    words: str
    field: str


def given_away(data: ServiceData, texts: Mapping[str, str]) -> Iterator[Exposure]:
    """The texts (by field) and areas that tell of a hidden place what families shouldn't know."""
    for place in data.places:
        if place.hide_address != HideAddress.NO:
            yield from _addresses(place, texts)
        if place.hide_address == HideAddress.ALL:
            yield from _names(place, texts)
    if any(place.hide_address == HideAddress.ALL for place in data.places):
        narrow = (area for area in data.areas if authority_of(area.code) is None)
        yield from (Exposure(_NARROW.format(area=area.name), "areas") for area in narrow)


def exposed_refuge(data: ServiceData, organisation: str) -> Iterator[Exposure]:
    """The places that families see of a service which reads like a refuge."""
    word = refuge_word(data, organisation)
    for place in data.places if word else ():
        shown = _SHOWN.get(place.hide_address)
        if shown and (place.address or place.postcode or place.pin):
            yield Exposure(_REFUGE.format(word=word, shown=shown), f"places.{place.uuid}")


def _addresses(place: PlaceData, texts: Mapping[str, str]) -> Iterator[Exposure]:
    street = place.address.split(",")[0]
    secrets = [_squeezed(place.postcode), _squeezed(street) if re.search(r"\d", street) else ""]
    for field, text in texts.items():
        if any(secret and secret in _squeezed(text) for secret in secrets):
            yield Exposure(_IN_TEXT, field)


def _names(place: PlaceData, texts: Mapping[str, str]) -> Iterator[Exposure]:
    """Texts with a line of the address, such as its town, or the first part of its postcode."""
    lines = [line.strip() for line in re.split(r"[,\n]", place.address)]
    names = [line for line in lines if len(line) >= _SHORTEST_NAME]
    parts = [sector(place.postcode), outcode(place.postcode)] if place.postcode else []
    for field, text in texts.items():
        for words in (*names, *parts):
            if re.search(rf"\b{re.escape(words)}\b", text, re.IGNORECASE):
                yield Exposure(_PLACE_IN_TEXT.format(words=words), field)
                break


def _squeezed(text: str) -> str:
    return re.sub(r"[\s,]+", "", text).casefold()
