"""What an incoming listing changes of the one that is there: which fields, to what, and what is wrong with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from providers.imports.incoming import IncomingListing, Values
from providers.imports.listing_csv import cells
from providers.imports.listing_csv.columns import Cells
from providers.imports.pipeline.content import (
    ATTRIBUTES,
    ListingContent,
    cells_of,
    costs_of,
    place_cells_of,
    says_a_place,
    with_places,
    with_values,
    with_version,
)
from providers.imports.report import Remark
from providers.listings.contradictions import contradictions
from providers.listings.data import ServiceData
from providers.listings.models import HideAddress
from providers.listings.models.service import SECTION_41_SETTINGS
from providers.listings.refuges import usual_hiding

_WITHHELD: Final = "It reads like a refuge: families see no place. Enter no or yes to show one."


@dataclass(slots=True)
class Changes:
    """What differs. `places` is None when they stay as they are; `version` replaces all that is reviewed. Problems cost
    the listing; `follow_ups` are cells that are left out of it."""

    values: dict[str, Any] = field(default_factory=dict)
    places: tuple[dict[str, Any], ...] | None = None
    places_complete: bool = False
    usual_hiding: HideAddress = HideAddress.NO
    version: ServiceData | None = None
    problems: list[Remark] = field(default_factory=list)
    follow_ups: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.values) or self.places is not None or self.version is not None

    def applied_to(self, now: ListingContent | None, *, today: date) -> ListingContent:
        """What the listing will hold; `now` is None for a new one, `today` the day on which the source says it."""
        content = now or ListingContent(data=ServiceData(name=""), organisation="")
        if self.version is not None:
            content = with_version(content, self.version)
        content = with_values(content, self.values, today=today)
        if self.places is None:
            return content
        return with_places(content, self.places, complete=self.places_complete, usual=self.usual_hiding)


def changes_of(incoming: IncomingListing, now: ListingContent | None, *, organisation: str = "") -> Changes:
    """What `incoming` changes of `now` (None for a new listing). `organisation` is whose all listings of the source
    are, where they are one's."""
    if incoming.version is not None:
        same = now is not None and now.data == incoming.version
        return Changes(version=None if same else incoming.version)
    changes = Changes(places_complete=incoming.places_complete)
    held = cells_of(now) if now else {}
    changes.values = _differing(incoming.rows[0], incoming.values, held, changes)
    _settle_organisation(changes.values, held)
    changes.usual_hiding = _usual_hiding(now, changes.values, organisation)
    _compare_places(incoming, place_cells_of(now) if now else (), changes)
    _check_together(incoming.rows[0], now, changes)
    return changes


def _differing(row: int, values: Values, held: Cells, changes: Changes) -> dict[str, Any]:
    """The values that differ from what is held; what is wrong with those, and worth knowing, goes into `changes`."""
    found: dict[str, Any] = {}
    for column, given in values.items():
        if given.text == held.get(column):
            continue
        if given.problem:
            kind = changes.problems if column in cells.REQUIRED else changes.follow_ups
            kind.append(Remark(row, column, given.problem))
            if given.value is None:
                continue
        if cells.write(column, given.value) != held.get(column):
            found[column] = given.value
            changes.notes += [Remark(row, column, note) for note in given.notes]
    return found


def _compare_places(incoming: IncomingListing, held: Sequence[Cells], changes: Changes) -> None:
    if not incoming.places:
        return
    columns = incoming.places[0].keys()
    expected = [{column: place[column] for column in columns} for place in held]
    if not incoming.places_complete:
        expected = expected[: len(incoming.places)]
    if [{column: given.text for column, given in place.items()} for place in incoming.places] == expected:
        return
    given = tuple(zip(incoming.rows, incoming.places, strict=True))
    read = (_with_usual(_differing(row, place, {}, changes), changes) for row, place in given)
    places = tuple(_without_half(values, place, held) for values, (_, place) in zip(read, given, strict=True))
    if _written(places, expected) == expected:
        return
    changes.places = places
    if changes.usual_hiding == HideAddress.ALL:
        silent = [row for row, place in given if _leaves_it_to_us(place, is_new=not held)]
        changes.notes += [Remark(row, "hide_address", _WITHHELD) for row in silent]


def _leaves_it_to_us(place: Values, *, is_new: bool) -> bool:
    """Whether a row of a place doesn't say what is hidden of it."""
    values = {column: given.value for column, given in place.items()}
    return says_a_place(values) and values.get("hide_address", None if is_new else "kept") is None


def _with_usual(place: dict[str, Any], changes: Changes) -> dict[str, Any]:
    """A row's values; where the cell that says what is hidden is empty, what is usual, unless the row is no place."""
    if "hide_address" not in place or place["hide_address"] is not None:
        return place
    is_place = says_a_place(place) or not changes.places_complete
    return {**place, "hide_address": changes.usual_hiding if is_place else None}


def _usual_hiding(now: ListingContent | None, values: Mapping[str, Any], organisation: str) -> HideAddress:
    """What is hidden of a place of the listing as it will be, when nobody says."""
    data = now.data if now else ServiceData(name="")
    said = {ATTRIBUTES[column]: value for column, value in values.items() if column in ATTRIBUTES}
    owner = organisation or values.get("organisation", now.organisation if now else "")
    return usual_hiding(replace(data, **said), owner)


def _without_half(values: dict[str, Any], place: Values, held: Sequence[Cells]) -> dict[str, Any]:
    """A row's values; where of its address and postcode one couldn't be read and the other is new, that one is empty:
    a new address never keeps an old postcode."""
    for unread, other in (("postcode", "address"), ("address", "postcode")):
        if unread in place and unread not in values and values.get(other):
            said = cells.write(other, values[other])
            if all(each[other] != said for each in held):
                values = {**values, unread: ""}
    return values


def _written(places: Sequence[Mapping[str, Any]], expected: Sequence[Cells]) -> list[Cells]:
    """The cells of places; those that couldn't be read stay as they are."""
    rows = [{column: cells.write(column, value) for column, value in place.items()} for place in places]
    held: list[Cells] = [*expected[: len(rows)], *({} for _ in rows[len(expected) :])]
    return [{**was, **row} for was, row in zip(held, rows, strict=True)]


def _settle_organisation(values: dict[str, Any], held: Cells) -> None:
    """A listing that names no organisation is run by one of its own name."""
    if values.get("organisation") == "" or (not held and "organisation" not in values):
        own = values.get("name") or held.get("name", "")
        values["organisation"] = own
        if own == held.get("organisation"):
            del values["organisation"]


def _check_together(row: int, now: ListingContent | None, changes: Changes) -> None:
    """Rules between fields, of the listing as it will be: what breaks one is left out. Ages in the wrong order both
    stay as they are; what is free and has a price is neither free nor not."""

    def value(column: str) -> Any:
        return changes.values.get(column, getattr(now.data, column) if now else None)

    def left_out(column: str, reason: str) -> None:
        changes.follow_ups.append(Remark(row, column, reason))

    costs = costs_of(changes.values["cost"]) if "cost" in changes.values else now.data.costs if now else ()
    found = contradictions(age_min=value("age_min"), age_max=value("age_max"), free=value("free"), costs=costs)
    held = _held_contradictions(now)
    for column, words in found.items() - held.items():
        if column == "age_max":
            left_out(column, f"“{value('age_min')} to {value('age_max')}” can't be used. {words}.")
            changes.values = {each: kept for each, kept in changes.values.items() if each not in ("age_min", "age_max")}
        else:
            changes.values["free"] = None
            left_out(column, f"{words}.")
    if changes.values.get("section_41") and value("setting_type") not in SECTION_41_SETTINGS:
        del changes.values["section_41"]
        left_out("section_41", f"Only these setting types can be approved: {', '.join(SECTION_41_SETTINGS)}.")


def _held_contradictions(now: ListingContent | None) -> dict[str, str]:
    if now is None:
        return {}
    data = now.data
    return contradictions(age_min=data.age_min, age_max=data.age_max, free=data.free, costs=data.costs)
