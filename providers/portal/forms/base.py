"""What every page's form shares: it starts from a listing's data and gives the data back with its answers in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self, TypeVar

from django import forms

from providers.listings.data import OrganisationData, ServiceData
from tenants.text.phones import check_phone

Data = TypeVar("Data", ServiceData, OrganisationData)

LONG_TEXT = 5000


def _said(label: str) -> str:
    """A label inside a sentence."""
    return f"{'' if label.startswith('Your') else 'the '}{label[0].lower()}{label[1:]}"


class AnswersForm(forms.Form):
    """A page whose fields carry the names of the data's fields."""

    @classmethod
    def starting_from(cls, data: ServiceData | OrganisationData) -> Self:
        """An unbound form showing what the data holds."""
        return cls(initial={name: _shown(getattr(data, name)) for name in cls.base_fields})

    def applied_to(self, data: Data) -> Data:
        """The data with these answers. Call it on a valid form."""
        return replace(data, **{name: _kept(value) for name, value in self.cleaned_data.items()})


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else value


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


class PoundsField(forms.DecimalField):
    """A price, with or without the pound sign. A text input: browsers lose what they can't read as a number."""

    def to_python(self, value: Any) -> Any:
        """The pounds and pence."""
        return super().to_python(value.replace("£", "").replace(",", "").strip() if isinstance(value, str) else value)


class ParagraphsField(forms.CharField):
    """Text, with the line ends of the web made plain."""

    def to_python(self, value: Any) -> str:
        """Text whose lines end in a line feed alone, stripped."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


def text(label: str, *, hint: str = "", required: bool = False, most: int = 255, **attrs: Any) -> forms.CharField:
    """A one-line answer of at most `most` characters."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=most,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": f"Enter {_said(label)}"},
    )


def long_text(label: str, *, hint: str = "", rows: int = 5, most: int = LONG_TEXT) -> forms.CharField:
    """An answer of several lines."""
    return ParagraphsField(
        label=label,
        help_text=f"{hint} Up to {most:,} characters.".lstrip(),
        required=False,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def phone(label: str) -> forms.CharField:
    """A phone number, as people write one."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=40,
        validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


def whole_number(label: str, *, most: int, hint: str = "", example: str = "7") -> forms.IntegerField:
    """A number from 0 to `most`, in a text input: browsers lose what they can't read as a number."""
    wrong = f"Enter {_said(label)} as a whole number from 0 to {most}, like {example}"
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), wrong),
    )


def web_address(label: str, *, hint: str = "") -> forms.URLField:
    """A web address; https is added where it's missing."""
    return forms.URLField(
        label=label,
        help_text=hint,
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url", "inputmode": "url"}),
        error_messages={"invalid": "Enter a web address, like https://www.example.org"},
    )


def many(label: str, choices: Any, *, hint: str = "") -> forms.MultipleChoiceField:
    """Any number of choices."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
    )


def one(label: str, choices: Mapping[str, str], *, hint: str = "", unsaid: str = "Not said") -> forms.ChoiceField:
    """One choice, or none."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=[*choices.items(), ("", unsaid)],
        widget=forms.RadioSelect,
    )


def yes_no(label: str, *, hint: str = "") -> forms.TypedChoiceField:
    """Yes, no or not said: True, False or None."""
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        required=False,
        choices=[("yes", "Yes"), ("no", "No"), ("", "Not said")],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
