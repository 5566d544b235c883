"""How a reviewer corrects what a service has several of: places, contacts, prices, areas, files; and a logo."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from providers.listings.data import AreaData, FileData, PlaceData, ServiceData
from providers.listings.file_rules import in_wanted_order
from providers.listings.models import Contact, CostOption, HideAddress, ServiceAtLocation, ServiceFile
from providers.review.corrections.hours import TAKE_OUT, hours_inputs, hours_of
from providers.review.corrections.inputs import WHOLE, CodesField, Correction, Inputs, column_input
from search.places.areas import UnknownArea, councils_nearby, read_outcodes, wards_of_council
from search.places.selectors import point_of
from tenants.inputs.fields import KindField
from tenants.text.kinds import line

_PLACE: Final = ("address", "postcode", "hide_address")
_PINNED: Final = "With another postcode, the pin that its people put on the map goes."
_WITHHELD: Final = "It reads like a refuge, so “Show no place at all” is chosen here."
_TAKE_OUT: Final = "Empty all boxes of one to take it out."
_UNTITLED: Final = "Say it in a few words, or tick “Take it out”."


def contacts_correction(data: ServiceData) -> Correction:
    """Name, phone number and e-mail address of each contact."""
    return _rows(Contact, "Contact", data.contacts, ("name", "phone", "email"))


def costs_correction(data: ServiceData) -> Correction:
    """What each price is for, how much, and its words."""
    return _rows(CostOption, "Price", data.costs, ("option", "amount", "amount_description"))


def files_correction(data: ServiceData) -> Correction:
    """What each photo shows and what each document is called, its place among its kind, and whether it stays."""
    kinds = [[file for file in data.files if file.kind == kind] for kind in ServiceFile.Kind]
    groups = {
        f"{ServiceFile.Kind(file.kind).label} {place}: {file.title}": _file_inputs(file, place, len(alike))
        for alike in kinds
        for place, file in enumerate(alike, start=1)
    }

    def value(answers: Mapping[str, Any]) -> tuple[FileData, ...]:
        return tuple(file for alike in kinds for file in _files(alike, answers))

    return Correction(groups=groups, sent=data.files, value=value)


def logo_correction(logo: int) -> Correction:
    """Whether an organisation's logo stays, by its file's key."""
    out = forms.BooleanField(label="Take it out", required=False)
    return Correction(groups={WHOLE: {"out": out}}, sent=logo, value=lambda answers: None if answers["out"] else logo)


def place_correction(place: PlaceData, *, usual: HideAddress) -> Correction:
    """Address and postcode of a place, what families see of it, and when it is open: no place at all is chosen where it
    is `usual`. Another postcode takes its pin away."""
    withheld = usual == HideAddress.ALL and place.hide_address != usual
    shown = replace(place, hide_address=usual) if withheld else place
    inputs = {name: column_input(ServiceAtLocation, name, getattr(shown, name)) for name in _PLACE}
    told = (_PINNED if place.pin else "", _WITHHELD if withheld else "", TAKE_OUT if place.schedules else "")
    return Correction(
        groups={WHOLE: inputs, **hours_inputs(place)},
        sent=place,
        value=lambda answers: _place(place, answers),
        help_text=" ".join(filter(None, told)),
    )


def areas_correction(data: ServiceData) -> Correction:
    """The areas it is for: those that were sent, the council's wards and the councils around to tick, and postcode
    districts to type."""
    offered = {area.code: area.name for area in data.areas}
    offered |= {area.code: area.name for area in (*wards_of_council(), *councils_nearby())}
    ticked = CodesField(offered, label="Areas", initial=[area.code for area in data.areas])
    typed = KindField(line(300), label="More postcode districts, like MK9, MK10", required=False)
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


def _file_inputs(file: FileData, place: int, count: int) -> Inputs:
    is_photo = file.kind == ServiceFile.Kind.PHOTO
    title = column_input(ServiceFile, "title", file.title)
    title.label, title.required = ("What it shows" if is_photo else "Title"), False
    title.widget = forms.Textarea(attrs={"rows": 2, "data-most": 250})
    inputs = {"title": title}
    if count > 1:
        places = [(each, str(each)) for each in range(1, count + 1)]
        inputs["place"] = forms.TypedChoiceField(label="Place in the list", choices=places, coerce=int, initial=place)
    inputs["out"] = forms.BooleanField(label="Take it out", required=False)
    return {f"{file.kind}.{place}.{name}": field for name, field in inputs.items()}


def _files(alike: Sequence[FileData], answers: Mapping[str, Any]) -> Iterator[FileData]:
    """The files of one kind that stay, as they were corrected and put in order."""
    keys = [f"{file.kind}.{place}" for place, file in enumerate(alike, start=1)]
    wanted = [answers.get(f"{key}.place", place) for place, key in enumerate(keys, start=1)]
    for file, key in in_wanted_order(list(zip(alike, keys, strict=True)), wanted):
        if answers[f"{key}.out"]:
            continue
        title = " ".join(answers[f"{key}.title"].split())
        if not title:
            raise ValidationError({f"{key}.title": _UNTITLED})
        yield replace(file, title=title)


def _place(place: PlaceData, answers: Mapping[str, Any]) -> PlaceData:
    postcode = _known_postcode(answers["postcode"], place.postcode)
    if answers["hide_address"] == HideAddress.EXACT and not postcode:
        raise ValidationError({"postcode": "Enter the postcode, so that families can see the area."})
    return replace(
        place,
        address=answers["address"],
        postcode=postcode,
        hide_address=HideAddress(answers["hide_address"]),
        pin=place.pin if postcode == place.postcode else None,
        schedules=hours_of(place, answers),
    )


def _known_postcode(text: str, sent: str) -> str:
    """The postcode that was sent, none, or another that we can put on the map."""
    if text and text != sent and point_of(text) is None:
        raise ValidationError({"postcode": "We don't know this postcode. Check it, or leave it empty."})
    return text


def _areas(offered: Mapping[str, str], answers: Mapping[str, Any]) -> tuple[AreaData, ...]:
    try:
        outcodes = read_outcodes(answers["outcodes"])
    except UnknownArea as problem:
        raise ValidationError({"outcodes": problem.message}) from problem
    codes = {code: offered[code] for code in answers["areas"]} | {code: code for code in outcodes}
    return tuple(AreaData(code=code, name=name) for code, name in codes.items())
