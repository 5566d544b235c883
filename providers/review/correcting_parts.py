"""How a reviewer corrects what a service has several of: its places, contacts, prices and areas."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from providers.listings.data import AreaData, PlaceData, ServiceData
from providers.listings.models import Contact, CostOption, ServiceAtLocation
from providers.review.corrections import WHOLE, CodesField, Correction, Inputs, column_input
from search.places.areas import UnknownArea, councils_nearby, read_outcodes, wards_of_council
from search.places.postcodes import BadPostcode, normalise
from search.places.selectors import point_of

_PLACE: Final = ("address", "postcode", "hide_address")
_TAKE_OUT: Final = "Empty all boxes of one to take it out."


def contacts_correction(data: ServiceData) -> Correction:
    """Name, phone number and e-mail address of each contact."""
    return _rows(Contact, "Contact", data.contacts, ("name", "phone", "email"))


def costs_correction(data: ServiceData) -> Correction:
    """What each price is for, how much, and its words."""
    return _rows(CostOption, "Price", data.costs, ("option", "amount", "amount_description"))


def place_correction(place: PlaceData) -> Correction:
    """Address and postcode of a place, and whether families see them. Another postcode takes its pin away."""
    inputs = {name: column_input(ServiceAtLocation, name, getattr(place, name)) for name in _PLACE}
    pinned = "With another postcode, the pin that its people put on the map goes." if place.pin else ""
    return Correction(
        groups={WHOLE: inputs}, sent=place, value=lambda answers: _place(place, answers), help_text=pinned
    )


def areas_correction(data: ServiceData) -> Correction:
    """The areas it is for: those that were sent, the council's wards and the councils around to tick, and postcode
    districts to type."""
    offered = {area.code: area.name for area in data.areas}
    offered |= {area.code: area.name for area in (*wards_of_council(), *councils_nearby())}
    ticked = CodesField(offered, label="Areas", initial=[area.code for area in data.areas])
    typed = forms.CharField(label="More postcode districts, like MK9, MK10", required=False, max_length=300)
    return Correction(
        groups={WHOLE: {"areas": ticked, "outcodes": typed}},
        sent=data.areas,
        value=lambda answers: _areas(offered, answers),
        help_text="With none, it is for every family it reaches.",
    )


def _rows(model: type[models.Model], title: str, rows: Sequence[Any], names: Sequence[str]) -> Correction:
    groups: dict[str, Inputs] = {
        f"{title} {position + 1}": {
            f"{position}.{name}": column_input(model, name, getattr(row, name)) for name in names
        }
        for position, row in enumerate(rows)
    }

    def value(answers: Mapping[str, Any]) -> tuple[Any, ...]:
        corrected = [
            replace(row, **{name: answers[f"{position}.{name}"] for name in names}) for position, row in enumerate(rows)
        ]
        return tuple(row for row in corrected if any(getattr(row, name) not in ("", None) for name in names))

    return Correction(groups=groups, sent=tuple(rows), value=value, help_text=_TAKE_OUT)


def _place(place: PlaceData, answers: Mapping[str, Any]) -> PlaceData:
    postcode = _postcode(answers["postcode"], place.postcode)
    if answers["hide_address"] and not postcode:
        raise ValidationError({"postcode": "Enter the postcode, so that families can see the area."})
    return replace(
        place,
        address=answers["address"],
        postcode=postcode,
        hide_address=answers["hide_address"],
        pin=place.pin if postcode == place.postcode else None,
    )


def _postcode(text: str, sent: str) -> str:
    """The postcode that was sent, none, or another that we can put on the map."""
    if not text:
        return ""
    try:
        postcode = normalise(text)
    except BadPostcode:
        postcode = ""
    if not postcode or (postcode != sent and point_of(postcode) is None):
        raise ValidationError({"postcode": "We don't know this postcode. Check it, or leave it empty."})
    return postcode


def _areas(offered: Mapping[str, str], answers: Mapping[str, Any]) -> tuple[AreaData, ...]:
    try:
        outcodes = read_outcodes(answers["outcodes"])
    except UnknownArea as problem:
        raise ValidationError({"outcodes": problem.message}) from problem
    codes = {code: offered[code] for code in answers["areas"]} | {code: code for code in outcodes}
    return tuple(AreaData(code=code, name=name) for code, name in codes.items())
