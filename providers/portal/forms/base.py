"""What every page's form shares: it starts from a listing's data and gives the data back with its answers in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar, Self, TypeVar

from django import forms

from providers.listings.data import LONGEST_TEXT, OrganisationData, ServiceData
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import AGE, DATE, EMAIL, PHONE, TIME, WEB_ADDRESS, line, name_up_to, paragraphs

Data = TypeVar("Data", ServiceData, OrganisationData)


class AnswersForm(PlainForm):
    """A page whose fields carry the names of the data's fields, but for those `beside` them."""

    beside: ClassVar[frozenset[str]] = frozenset()

    @classmethod
    def starting_from(cls, data: ServiceData | OrganisationData) -> Self:
        """An unbound form showing what the data holds."""
        return cls(initial={name: _shown(getattr(data, name)) for name in cls.base_fields if name not in cls.beside})

    def applied_to(self, data: Data) -> Data:
        """The data with these answers. Call it on a valid form."""
        answers = {name: value for name, value in self.cleaned_data.items() if name not in self.beside}
        return replace(data, **{name: _kept(value) for name, value in answers.items()})


def _shown(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return list(value) if isinstance(value, tuple) else value


def _kept(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def text(label: str, *, hint: str = "", required: bool = False, most: int = 255, **attrs: Any) -> KindField:
    """A one-line answer of at most `most` characters."""
    return KindField(line(most), label=label, help_text=hint, required=required, widget=forms.TextInput(attrs=attrs))


def named(label: str, *, hint: str = "", required: bool = False, most: int = 255, **attrs: Any) -> KindField:
    """A name, a title or a role, on one line of at most `most` characters: it can't hold an address to click."""
    widget = forms.TextInput(attrs=attrs)
    return KindField(name_up_to(most), label=label, help_text=hint, required=required, widget=widget)


def long_text(label: str, *, hint: str = "", rows: int = 5, most: int = LONGEST_TEXT) -> KindField:
    """An answer of several lines."""
    return KindField(
        paragraphs(most),
        label=label,
        help_text=f"{hint} Up to {most:,} characters.".lstrip(),
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def phone(label: str, *, hint: str = "") -> KindField:
    """A phone number, as people write one."""
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    return KindField(PHONE, label=label, help_text=hint, required=False, widget=widget)


def email(label: str, *, hint: str = "", required: bool = False, **attrs: Any) -> KindField:
    """An e-mail address."""
    widget = forms.EmailInput(attrs={"spellcheck": "false", **attrs})
    return KindField(EMAIL, label=label, help_text=hint, required=required, widget=widget)


def age(label: str, *, hint: str = "") -> KindField:
    """An age in whole years."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
    return KindField(AGE, label=label, help_text=hint, required=False, widget=widget)


def day(label: str, *, hint: str = "") -> KindField:
    """A date."""
    widget = forms.TextInput(attrs={"type": "date", "class": "govuk-input--width-10"})
    return KindField(DATE, label=label, help_text=hint, required=False, widget=widget)


def clock(label: str) -> KindField:
    """A time of the day."""
    return KindField(TIME, label=label, required=False, widget=forms.TextInput(attrs={"type": "time"}))


def web_address(label: str, *, hint: str = "") -> KindField:
    """A web address; https is added where it's missing."""
    widget = forms.TextInput(attrs={"autocomplete": "url", "inputmode": "url", "spellcheck": "false"})
    return KindField(WEB_ADDRESS, label=label, help_text=hint, required=False, widget=widget)


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
