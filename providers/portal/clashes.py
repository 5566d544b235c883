"""Answers that two people changed at once, in words, and what the person who saves second chose to keep of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model
from django.http import QueryDict

from providers.listings.data import (
    ContactData,
    CostData,
    FileData,
    PlaceData,
    ScheduleData,
)
from providers.listings.merge import Clash, Side, merge
from providers.listings.models import ServiceAtLocation, StoredFile
from providers.listings.models.children import Contact
from providers.listings.permissions import Listing
from providers.listings.questions import QUESTIONS
from providers.listings.words import cost_words, hours_words, labels
from providers.portal.forms.base import Data
from providers.portal.selectors import data_of
from providers.review.comparison.diff import label_of, place_words, words_of
from search import vocabulary
from tenants.accounts.models import User

CHOICE: Final = "keep-"
SEEN: Final = "seen"
"""The newest revision when the person was asked to choose."""
MOST_VERSIONS: Final = 20
_SIDES: Final[Mapping[str, Side]] = {"mine": "mine", "theirs": "theirs"}
_NOUNS: Final = {"places": "Place", "costs": "Price", "contacts": "Contact", "files": "Photo or document"}
_ROW_LABELS: Final = {"address": "address", "schedules": "opening hours", "title": "what it says"}
_MODELS: Final[Mapping[str, type[Model]]] = {"places": ServiceAtLocation, "contacts": Contact}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClash:
    """One answer to choose. `name` is the choice's field, `by` who saved theirs, `own` whether that is oneself. A logo
    is shown, not told in words."""

    name: str
    label: str
    theirs: str
    mine: str
    by: str
    own: bool
    logo_of_theirs: StoredFile | None = None
    logo_of_mine: StoredFile | None = None


def chosen_sides(answers: QueryDict) -> dict[str, Side]:
    """What was chosen on the page, by the answers' paths."""
    given = {name.removeprefix(CHOICE): str(answers[name]) for name in answers if name.startswith(CHOICE)}
    return {path: _SIDES[side] for path, side in given.items() if side in _SIDES}


def name_of_saver(user: User | None) -> str:
    """What a person who saved is called; the council for what no person did."""
    return str(user) if user is not None else "the council"


def shown_clashes(
    user: User, listing: Listing, clashes: Iterable[Clash], *, base: Data, mine: Data, theirs: Data
) -> list[ShownClash]:
    """Clashes in words, each with who saved the other side. Reads at most 20 versions."""
    found = list(clashes)
    savers = _savers(listing, found, base, mine)
    return [
        ShownClash(
            name=f"{CHOICE}{clash.path}",
            label=_label(listing, clash.path, theirs),
            theirs=_words(clash.path, clash.theirs, theirs),
            mine=_words(clash.path, clash.mine, mine),
            by=name_of_saver(savers[clash.path]),
            own=savers[clash.path] == user,
            logo_of_theirs=_logo(clash.path, clash.theirs),
            logo_of_mine=_logo(clash.path, clash.mine),
        )
        for clash in found
    ]


def _logo(path: str, key: int | None) -> StoredFile | None:
    return StoredFile.objects.filter(pk=key).first() if path == "logo_id" and key else None


def _savers(listing: Listing, clashes: list[Clash], base: Data, mine: Data) -> dict[str, User | None]:
    """Who gave each answer the value that it has now: the newest version before which it had another."""
    newest, *older = listing.revisions.order_by("-pk").select_related("user")[:MOST_VERSIONS]
    savers = {clash.path: newest.user for clash in clashes}
    open_ones = set(savers)
    by_path = {clash.path: clash for clash in clashes}
    for revision in older:
        there = {each.path: each for each in merge(base, mine, data_of(revision.as_object())).clashes}
        open_ones = {path for path in open_ones if there.get(path) == by_path[path]}
        if not open_ones:
            break
        savers |= dict.fromkeys(open_ones, revision.user)
    return savers


def _label(listing: Listing, path: str, theirs: Any) -> str:
    name, *rest = path.split(".")
    if name == "answers":
        return QUESTIONS[rest[0]].label if rest[0] in QUESTIONS else rest[0]
    if not rest:
        return "Ages" if name == "age_min" else label_of(type(listing), name)
    if rest[0] == "order":
        return f"{label_of(type(listing), name)}: their order"
    row = next((each for each in getattr(theirs, name, ()) if str(each.uuid) == rest[0]), None)
    said = ": ".join(filter(None, [_NOUNS[name], _row_name(row)]))
    return f"{said}, {_field_label(name, rest[1])}" if rest[1:] else said


def _row_name(row: Any) -> str:
    if isinstance(row, ContactData):
        return row.name
    if isinstance(row, PlaceData):
        return row.address or row.postcode
    if isinstance(row, FileData):
        return row.title
    return row.option if isinstance(row, CostData) else ""


def _field_label(rows: str, field: str) -> str:
    return _ROW_LABELS.get(field) or label_of(_MODELS[rows], field).lower()


def _words(path: str, value: Any, side: Any) -> str:
    """An answer as people read it."""
    name, *rest = path.split(".")
    if value is None and rest:
        return "Taken away"
    if rest[-1:] == ["order"]:
        names = {each.uuid: _row_name(each) for each in getattr(side, name)}
        return "\n".join(names.get(uuid, "") for uuid in value)
    if isinstance(value, (CostData, ScheduleData, PlaceData, ContactData, FileData)):
        return _row_words(value)
    if name == "age_min":
        return " to ".join(str(age) if age is not None else "any age" for age in value)
    if rest[1:] == ["address"]:
        address, postcode, pin = value
        return place_words(PlaceData(address=address, postcode=postcode, pin=pin))
    if rest[1:] == ["accessibility"]:
        return labels(value, vocabulary.ACCESSIBILITY)
    return value if name == "answers" else words_of(rest[1] if rest else name, value)


def _row_words(row: CostData | ScheduleData | PlaceData | ContactData | FileData) -> str:
    if isinstance(row, CostData):
        return cost_words([row])
    if isinstance(row, ScheduleData):
        return "\n".join(hours_words([row]))
    if isinstance(row, PlaceData):
        return place_words(row)
    return row.title if isinstance(row, FileData) else words_of("contacts", [row])
