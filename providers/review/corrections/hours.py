"""How a reviewer corrects when a place is open: a row of inputs for each time that was sent, and one more."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django.core.exceptions import ValidationError

from providers.listings.data import PlaceData, ScheduleData
from providers.listings.models.children import Schedule
from providers.review.corrections.inputs import Inputs, column_input

TAKE_OUT: Final = "Empty the day and times of an opening time to take it out."
_WEEKLY: Final = ("day", "opens", "closes", "period")
_DATED: Final = ("on_date", "opens", "closes", "note")
_SAY: Final = {"day": "Choose a day.", "on_date": "Enter the date."}
_BOTH: Final = "Enter both an opening and a closing time."
_ORDER: Final = "The closing time must be after the opening time."


def hours_inputs(place: PlaceData) -> dict[str, Inputs]:
    """The inputs by key, in groups under their words: each time of the place, and an empty one."""
    return {f"Opening time {number}": _inputs(number, row) for number, row in enumerate(_rows(place), start=1)}


def _inputs(number: int, row: ScheduleData) -> Inputs:
    fields = {name: column_input(Schedule, name, getattr(row, name)) for name in _names(row)}
    for field in fields.values():
        field.required = False
    return {f"hours.{number}.{name}": field for name, field in fields.items()}


def hours_of(place: PlaceData, answers: Mapping[str, Any]) -> tuple[ScheduleData, ...]:
    """The times as they were corrected. Raises ValidationError by key."""
    return tuple(_corrected(place, answers))


def _corrected(place: PlaceData, answers: Mapping[str, Any]) -> Iterator[ScheduleData]:
    for number, row in enumerate(_rows(place), start=1):
        given = {name: answers[f"hours.{number}.{name}"] for name in _names(row)}
        said = [name for name in _names(row) if name != "period" and given[name] not in ("", None)]
        if not said and (row.day or row.on_date or row.opens or given.get("period") == "all-year"):
            continue  # emptied, or never filled
        if problem := _problem(row, given):
            name, words = problem
            raise ValidationError({f"hours.{number}.{name}": words})
        yield replace(row, **{**given, "period": given.get("period") or row.period})


def _problem(row: ScheduleData, given: Mapping[str, Any]) -> tuple[str, str] | None:
    """What is wrong with a time, by the input to say it at; None for nothing."""
    opens, closes = given["opens"], given["closes"]
    on = _names(row)[0]
    if (opens is None) != (closes is None):
        return ("closes" if closes is None else "opens", _BOTH)
    if opens is not None and opens >= closes:
        return ("closes", _ORDER)
    if not given[on] and (opens is not None or given.get("note")):
        return (on, _SAY[on])
    return None


def _rows(place: PlaceData) -> tuple[ScheduleData, ...]:
    return (*place.schedules, ScheduleData())


def _names(row: ScheduleData) -> tuple[str, ...]:
    return _DATED if row.on_date else _WEEKLY
