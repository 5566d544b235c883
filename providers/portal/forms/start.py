"""Adding an organisation oneself, and finding one that is there."""

from typing import Any

from django import forms

from providers.listings.data import OrganisationData
from providers.portal.forms.base import named, text
from providers.portal.forms.numbers import number_fields
from search import vocabulary
from tenants.inputs.forms import PlainForm


class StartForm(PlainForm):
    """What somebody would like to do first."""

    way = forms.ChoiceField(
        label="What would you like to do?",
        choices=[
            ("claim", "Look after an organisation or service that is on the Local Offer already"),
            ("add", "Add an organisation that is not there yet"),
            ("wait", "Wait for a colleague to invite me"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you would like to do"},
    )


class KindForm(PlainForm):
    """The kind comes first: it says what else is asked."""

    kind = forms.ChoiceField(
        label="What kind of organisation is it?",
        choices=list(vocabulary.ORGANISATION_KIND.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of organisation", "invalid_choice": "Choose one of these kinds"},
    )


class NewOrganisationForm(PlainForm):
    """A new organisation's name and the numbers of its kind."""

    name = named("Name of the organisation", hint="The name families know.", required=True, autocomplete="organization")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        self.fields |= number_fields(kind)

    @property
    def numbers(self) -> dict[str, str]:
        """The numbers that were given. Call it on a valid form."""
        return {name: value for name, value in self.cleaned_data.items() if name != "name" and value}

    def organisation(self) -> OrganisationData:
        """The organisation. Call it on a valid form."""
        return OrganisationData(kind=self._kind, **self.cleaned_data)


class FindForm(PlainForm):
    """Words of a name, or a number."""

    q = text(
        "Name of the organisation or service",
        hint="Or a charity number, or a school’s URN.",
        required=True,
        most=120,
        autocomplete="organization",
    )
