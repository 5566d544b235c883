"""Whether only families who live in some areas can use a service."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final, Self

from django import forms

from providers.listings.data import AreaData, OrganisationData, ServiceData
from providers.portal.forms.base import AnswersForm, Data, many, text
from search.places.areas import (
    Area,
    UnknownArea,
    councils_nearby,
    named_areas,
    read_outcodes,
    wards_of_council,
)

EVERYBODY: Final = "all"
SOME: Final = "some"


class AreasForm(AnswersForm):
    """Everyone, or families of some wards, councils or postcode districts: together they are the data's areas."""

    limited = forms.ChoiceField(
        label="Which families can use it?",
        help_text="It is about where they live, not about where the service is.",
        choices=[(EVERYBODY, "Every family it reaches"), (SOME, "Only families who live in some areas")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which families can use it"},
    )
    wards = many("Wards", [])
    councils = many("Whole council areas", [])
    outcodes = text(
        "Postcode districts", hint="The first halves of postcodes, separated by commas: MK9, MK10.", most=300
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("wards", wards_of_council())
        self._offer("councils", councils_nearby())
        if not self.fields["wards"].choices:  # type: ignore[attr-defined]
            del self.fields["wards"]

    @classmethod
    def starting_from(cls, data: ServiceData | OrganisationData) -> Self:
        """An unbound form showing the areas that the data hold, each among those of its kind."""
        codes = [area.code for area in _areas_of(data)]
        named = named_areas(codes)
        wards = [code for code in codes if code in named and not named[code].is_council]
        councils = [code for code in codes if code in named and named[code].is_council]
        others = [code for code in codes if code not in named]
        limited = SOME if codes else EVERYBODY
        return cls(initial={"limited": limited, "wards": wards, "councils": councils, "outcodes": ", ".join(others)})

    def clean_outcodes(self) -> tuple[str, ...]:
        """Postcode districts that we know, in capitals."""
        try:
            return read_outcodes(self.cleaned_data["outcodes"])
        except UnknownArea as problem:
            raise forms.ValidationError(problem.message) from problem

    def clean(self) -> dict[str, Any]:
        """Areas with the answer that there are some, none with the other."""
        answers = super().clean() or {}
        chosen = [name for name in ("wards", "councils", "outcodes") if answers.get(name)]
        if answers.get("limited") == SOME and not chosen and not self.errors:
            self.add_error("limited", "Choose at least one area below, or choose every family")
        if answers.get("limited") == EVERYBODY and chosen:
            self.add_error("limited", "Choose “only families who live in some areas”, or clear the areas below")
        return answers

    def applied_to(self, data: Data) -> Data:
        """The data with these areas: those already there as they are, in their order, then the new ones."""
        chosen = {area.code: area for area in self._chosen()}
        kept = {area.code: area for area in _areas_of(data) if area.code in chosen}
        changed: dict[str, Any] = {"areas": tuple((kept | {**chosen, **kept}).values())}
        return replace(data, **changed)

    def _offer(self, name: str, areas: Sequence[Area]) -> None:
        """These choices, and those that were chosen when there were others."""
        chosen = self.data.getlist(name) if self.is_bound else self.initial.get(name, [])  # type: ignore[attr-defined]
        offered = {area.code: area.name for area in areas}
        others = named_areas(code for code in chosen if code not in offered)
        choices = [*offered.items(), *((code, area.name) for code, area in others.items())]
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _chosen(self) -> Iterable[AreaData]:
        for name in ("wards", "councils"):
            labels = dict(self.fields[name].choices) if name in self.fields else {}  # type: ignore[attr-defined]
            yield from (AreaData(code=code, name=labels[code]) for code in self.cleaned_data.get(name, []))
        yield from (AreaData(code=code, name=code) for code in self.cleaned_data["outcodes"])


def _areas_of(data: ServiceData | OrganisationData) -> tuple[AreaData, ...]:
    return data.areas if isinstance(data, ServiceData) else ()
