"""Two listings that may become one, field by field."""

from dataclasses import dataclass, fields
from typing import Final

from providers.listings.data import ServiceData
from providers.listings.permissions import Listing
from providers.review.comparison.diff import FieldChange, Part, compare, word_parts

TAKEABLE: Final = tuple(each.name for each in fields(ServiceData) if each.name != "external_id")
_WHOLES: Final = {"places": "Places", "answers": "Answers to the Code's questions"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field of both, in words. `parts` marks what one alone says as `delete` and the other alone as `insert`."""

    name: str
    label: str
    one: str
    other: str
    parts: tuple[Part, ...]


def differences(one: Listing, other: Listing) -> list[Difference]:
    """The fields in which the two differ, as families see them or, before the first approval, as drafted."""
    changes: dict[str, list[FieldChange]] = {}
    for change in compare(_shown(one), _shown(other)):
        changes.setdefault(change.name.partition(".")[0], []).append(change)
    found = [_difference(name, each) for name, each in changes.items()]
    return [each for each in found if each.one != each.other]


def _difference(name: str, changes: list[FieldChange]) -> Difference:
    one, other = _text(name, changes, "before"), _text(name, changes, "after")
    label = _WHOLES.get(name, changes[0].label)
    return Difference(name=name, label=label, one=one, other=other, parts=word_parts(one, other))


def _text(name: str, changes: list[FieldChange], side: str) -> str:
    """Places and answers are taken as wholes."""
    said = [(change.label, getattr(change, side)) for change in changes if getattr(change, side)]
    if name == "answers":
        return "\n\n".join(f"{label}: {words}" for label, words in said)
    return "\n\n".join(words for _, words in said)


def _shown(listing: Listing) -> Listing:
    if listing.live:
        return listing
    newest: Listing = listing.get_latest_revision_as_object()
    return newest
