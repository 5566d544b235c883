"""A listing's reviewed content in the columns of the listing CSV, and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from providers.imports.listing_csv import cells
from providers.imports.listing_csv.columns import COLUMNS, PLACE_COLUMNS, Cells
from providers.listings.data import ContactData, CostData, PlaceData, ServiceData
from providers.listings.models import HideAddress
from tenants.text.money import price_alone

ATTRIBUTES: Final[Mapping[str, str]] = {
    **{column: column for column in COLUMNS[1:] if column in {each.name for each in fields(ServiceData)}},
    "sector": "sectors",
    "topic": "topics",
}
"""Columns after `external_id` that are one attribute of `ServiceData`."""

PLACE_ATTRIBUTES: Final[Mapping[str, str]] = {
    **{column: column for column in PLACE_COLUMNS},
    "opening_hours": "schedules",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingContent:
    """A listing as the columns can say it. `data` may hold more than they do: that stays as it is."""

    data: ServiceData
    organisation: str
    organisation_kind: str = ""
    waiting_time: str = ""


def cells_of(content: ListingContent) -> Cells:
    """The cells of every column that isn't about a place, without `external_id`."""
    data = content.data
    contact = data.contacts[0] if data.contacts else ContactData()
    return {
        **{column: cells.write(column, getattr(data, attribute)) for column, attribute in ATTRIBUTES.items()},
        "organisation": content.organisation,
        "organisation_kind": content.organisation_kind,
        "waiting_time": content.waiting_time,
        "cost": "; ".join(filter(None, (_cost_in_words(cost) for cost in data.costs))),
        "phone": contact.phone,
        "email": contact.email,
    }


def place_cells_of(content: ListingContent) -> tuple[Cells, ...]:
    """The place cells of the listing's first row, and of a further row for each other place that says anything."""
    rows = [_place_cells(place) for place in content.data.places or (PlaceData(),)]
    return (rows[0], *(row for row in rows[1:] if any(row.values())))


def _place_cells(place: PlaceData) -> Cells:
    """What is hidden is always said, but for a row that is to be filled in."""
    row = {column: cells.write(column, getattr(place, attribute)) for column, attribute in PLACE_ATTRIBUTES.items()}
    return row if says_a_place(row) else {**row, "hide_address": ""}


def says_a_place(row: Mapping[str, Any]) -> bool:
    """Whether a row's cells or values say anything of a place but what is hidden of it."""
    return any(value for column, value in row.items() if column != "hide_address")


def with_version(content: ListingContent, version: ServiceData) -> ListingContent:
    """`content` with all that is reviewed as in `version`."""
    return replace(content, data=version)


def with_values(content: ListingContent, values: Mapping[str, Any], *, today: date) -> ListingContent:
    """`content` with the given columns' values in place of its own."""
    data = replace(content.data, **{ATTRIBUTES[name]: value for name, value in values.items() if name in ATTRIBUTES})
    if "section_41" in values:
        data = replace(data, section_41_checked=None if values["section_41"] is None else today)
    if "cost" in values:
        data = replace(data, costs=costs_of(values["cost"]))
    if "phone" in values or "email" in values:
        data = replace(data, contacts=_contacts(data.contacts, values))
    own = {name: values[name] for name in ("organisation", "organisation_kind", "waiting_time") if name in values}
    return replace(content, data=data, **own)


def with_places(
    content: ListingContent, rows: Sequence[Mapping[str, Any]], *, complete: bool, usual: HideAddress
) -> ListingContent:
    """`content` with its places as the rows say. Each row's place keeps the uuid and the unnamed columns of the place
    it was; places beyond the rows go when the rows are `complete` (say where the places are), else stay. Of a new place
    what is `usual` is hidden, unless its row says."""
    before = _same_places(rows, content.data.places)
    places = []
    for row, was in zip(rows, before, strict=True):
        said: dict[str, Any] = {
            PLACE_ATTRIBUTES[name]: usual if value is None else value for name, value in row.items()
        }
        place = replace(was or PlaceData(hide_address=usual), **said)
        if replace(place, hide_address=HideAddress.NO) != PlaceData():
            places.append(place)
    kept = {place.uuid for place in before if place}
    others = () if complete else tuple(place for place in content.data.places if place.uuid not in kept)
    return replace(content, data=replace(content.data, places=(*places, *others)))


def _same_places(rows: Sequence[Mapping[str, Any]], places: Sequence[PlaceData]) -> list[PlaceData | None]:
    """For each row the place it was: the one with the same address, else the same postcode, else the next one left."""
    left = list(places)
    found: list[PlaceData | None] = [None] * len(rows)
    for names in (("postcode", "address"), ("postcode",), ()):
        for index, row in enumerate(rows):
            said = [name for name in names if name in row]
            if found[index] is not None or (names and not said):
                continue
            found[index] = next((place for place in left if all(row[n] == getattr(place, n) for n in said)), None)
            left = [place for place in left if place is not found[index]]
    return found


def _contacts(contacts: tuple[ContactData, ...], values: Mapping[str, Any]) -> tuple[ContactData, ...]:
    """The first contact with the file's telephone and e-mail; it goes when nothing is left of it."""
    first = contacts[0] if contacts else ContactData()
    first = replace(first, **{name: values[name] for name in ("phone", "email") if name in values})
    return (*((first,) if first != ContactData() else ()), *contacts[1:])


def costs_of(words: str) -> tuple[CostData, ...]:
    """A price alone as a sum, anything else in words."""
    amount = price_alone(words)
    if amount is not None:
        return (CostData(amount=amount),)
    return (CostData(amount_description=words),) if words else ()


def _cost_in_words(cost: CostData) -> str:
    price = "" if cost.amount is None else f"£{cost.amount}"
    title = f"{cost.option}: {price}" if cost.option and price else cost.option or price
    words = cost.amount_description
    return f"{title} ({words})" if title and words else title or words
