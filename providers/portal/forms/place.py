"""One place a service is given at."""

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.http import QueryDict

from providers.listings.data import PlaceData, ScheduleData, ServiceData
from providers.listings.models import HideAddress
from providers.portal.forms.asked import Asked, Questions
from providers.portal.forms.base import many
from providers.portal.forms.rows import DateRowForm, HoursRowForm, Rows, rows_of
from search import vocabulary
from search.matching.distance import miles_between
from search.places.postcodes import POSTCODE
from search.places.selectors import point_of
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import LATITUDE, LONGITUDE, Kind
from tenants.text.kinds import address as address_of

FARTHEST_PIN: Final = 10
"""So many miles a pin may be from the middle of the place's postcode: farther off it is a slip."""
BLANK_HOURS: Final = 5
DATES: Final = "dates"
SHOWN: Final = {
    HideAddress.NO: "The address, and the place on the map",
    HideAddress.EXACT: "Only the area, like “MK9 3 area”: for somebody’s home",
    HideAddress.ALL: "No place at all: for a refuge or a safe house. Nothing says where it is, not even the town",
}
REFUGE: Final = (
    "Your pages say “{word}”. To keep people safe, choose “No place at all” unless everybody may know where this is."
)
_DEGREES: Final = {"inputmode": "decimal", "class": "govuk-input--width-10", "autocomplete": "off"}


def _degrees(kind: Kind, label: str, example: str) -> KindField:
    widget = forms.TextInput(attrs=_DEGREES)
    return KindField(kind, label=label, help_text=f"For example {example}.", required=False, widget=widget)


class PlaceForm(PlainForm):
    """Address, postcode and how accessible it is; its opening hours are rows beneath."""

    address = KindField(
        address_of(300), label="Address", help_text="Building, street and town, separated by commas.", required=False
    )
    postcode = KindField(
        POSTCODE,
        label="Postcode",
        help_text="For example MK9 3XS. Leave it empty for a phone line or an online group.",
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "postal-code"}),
    )
    hide_address = forms.TypedChoiceField(
        label="What may families see of this place?",
        choices=SHOWN.items(),
        coerce=HideAddress,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what families may see of this place"},
    )
    accessibility = many("What does the place have?", vocabulary.ACCESSIBILITY.items())
    latitude = _degrees(LATITUDE, "Latitude", "52.0406")
    longitude = _degrees(LONGITUDE, "Longitude", "-0.7594")

    def __init__(self, *args: Any, refuge_word: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if refuge_word:
            self.fields["hide_address"].help_text = REFUGE.format(word=refuge_word)

    def clean_postcode(self) -> str:
        """A postcode we can put on the map, or nothing."""
        postcode: str = self.cleaned_data["postcode"]
        if postcode and point_of(postcode) is None:
            raise forms.ValidationError(
                "We don't know this postcode. Check it, or leave it empty and give the address."
            )
        return postcode

    def clean(self) -> dict[str, Any]:
        """An address to hide needs a postcode to show the area by."""
        answers = super().clean() or {}
        hidden = answers.get("hide_address") == HideAddress.EXACT
        if hidden and not answers.get("postcode") and "postcode" not in self.errors:
            self.add_error("postcode", "Enter the postcode, so that families can see the area")
        if not {"latitude", "longitude", "postcode"} & set(self.errors):
            answers["pin"] = self._pin(answers)
        return answers

    def _pin(self, answers: dict[str, Any]) -> tuple[float, float] | None:
        """The point that its people chose; None where the postcode's own is right."""
        latitude, longitude = answers.get("latitude"), answers.get("longitude")
        if (latitude is None) != (longitude is None):
            self.add_error("longitude" if longitude is None else "latitude", "Enter both numbers, or neither")
        if latitude is None or longitude is None:
            return None
        middle = point_of(answers["postcode"]) if answers["postcode"] else None
        if middle and miles_between(middle.point, latitude, longitude) > FARTHEST_PIN:
            self.add_error("latitude", f"The pin is more than {FARTHEST_PIN} miles from the postcode. Check both")
        return (latitude, longitude)

    def applied_to(self, place: PlaceData, schedules: tuple[ScheduleData, ...]) -> PlaceData:
        """The place with this form's answers and these opening times. Call it on a valid form."""
        given = self.cleaned_data
        return replace(
            place,
            address=given["address"],
            postcode=given["postcode"],
            pin=given["pin"],
            hide_address=given["hide_address"],
            accessibility=tuple(given["accessibility"]),
            schedules=schedules,
        )

    @classmethod
    def showing(cls, place: PlaceData, *, refuge_word: str) -> "PlaceForm":
        """An unbound form of a place; `refuge_word` says why it may have to stay secret."""
        names = ("address", "postcode", "hide_address", "accessibility")
        latitude, longitude = place.pin or (None, None)
        shown = {name: getattr(place, name) for name in names}
        return cls(initial={**shown, "latitude": latitude, "longitude": longitude}, refuge_word=refuge_word)


def place_questions(place: PlaceData, *, refuge_word: str) -> Questions[ServiceData]:
    """What is asked of one place: its own questions, the week's hours and those of single dates. Answers go into the
    service's place of that uuid, or make a new one. `refuge_word` says why the place may have to stay secret."""

    def read(form: PlaceForm, *rows: Rows) -> Asked[ServiceData]:
        def apply(data: ServiceData) -> ServiceData:
            answer = form.applied_to(place, tuple(row for each in rows for row in each.values()))
            others = {each.uuid: each for each in data.places}
            return replace(data, places=tuple({**others, place.uuid: answer}.values()))

        return Asked(form, rows, apply)

    def shown(data: ServiceData) -> Asked[ServiceData]:
        week = [row for row in place.schedules if not row.on_date]
        dates = [row for row in place.schedules if row.on_date]
        blank = 1 if week else BLANK_HOURS
        return read(
            PlaceForm.showing(place, refuge_word=refuge_word),
            rows_of(HoursRowForm, initial=week, blank=blank),
            rows_of(DateRowForm, initial=dates, prefix=DATES),
        )

    def bound(answers: QueryDict) -> Asked[ServiceData]:
        return read(
            PlaceForm(answers, refuge_word=refuge_word),
            rows_of(HoursRowForm, data=answers),
            rows_of(DateRowForm, data=answers, prefix=DATES),
        )

    return Questions(shown, bound)
