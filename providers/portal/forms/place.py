"""One place a service is given at."""

from typing import Any

from django import forms

from providers.listings.data import PlaceData
from providers.portal.forms.base import many, text
from search import vocabulary
from search.places.postcodes import BadPostcode, normalise
from search.places.selectors import point_of


class PlaceForm(forms.Form):
    """Address, postcode and how accessible it is; its opening hours are rows beneath."""

    address = text("Address", hint="Building, street and town, separated by commas.", most=300)
    postcode = text(
        "Postcode", hint="For example MK9 3XS. Leave it empty for a phone line or an online group.", most=10
    )
    hide_address = forms.BooleanField(
        label="Hide the exact address",
        help_text="For a refuge or a home. Families see the area, never the address or the exact point on a map.",
        required=False,
    )
    accessibility = many("What does the place have?", vocabulary.ACCESSIBILITY.items())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["postcode"].widget.attrs |= {"class": "govuk-input--width-10", "autocomplete": "postal-code"}

    def clean_postcode(self) -> str:
        """A postcode we can put on the map, or nothing."""
        given = self.cleaned_data["postcode"]
        if not given:
            return ""
        try:
            postcode = normalise(given)
        except BadPostcode as problem:
            raise forms.ValidationError(str(problem)) from problem
        if point_of(postcode) is None:
            raise forms.ValidationError(
                "We don't know this postcode. Check it, or leave it empty and give the address."
            )
        return postcode

    def clean(self) -> dict[str, Any]:
        """An address to hide needs a postcode to show the area by."""
        answers = super().clean() or {}
        if answers.get("hide_address") and not answers.get("postcode") and "postcode" not in self.errors:
            self.add_error("postcode", "Enter the postcode, so that families can see the area")
        return answers

    @classmethod
    def showing(cls, place: PlaceData) -> "PlaceForm":
        """An unbound form of a place."""
        names = ("address", "postcode", "hide_address", "accessibility")
        return cls(initial={name: getattr(place, name) for name in names})
