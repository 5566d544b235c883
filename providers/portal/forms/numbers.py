"""The numbers that registers give organisations: each kind is asked only for those that it can have."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from providers.listings.identifiers import BadIdentifier, Scheme, fields_for, read_identifier


class NumberField(forms.CharField):
    """A register's number, kept as the register writes it."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        super().__init__(
            label=f"{scheme.name[0].upper()}{scheme.name[1:]}",
            help_text=scheme.hint,
            required=False,
            max_length=40,
            widget=forms.TextInput(
                attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
            ),
        )

    def clean(self, value: Any) -> str:
        """What was typed, tidied. Raises ValidationError for what is no such number."""
        try:
            return read_identifier(self._scheme.field, str(super().clean(value)))
        except BadIdentifier as bad:
            raise ValidationError(str(bad)) from bad


def number_fields(kind: str) -> dict[str, forms.Field]:
    """The fields of a kind of organisation, by the name of the data's field."""
    return {scheme.field: NumberField(scheme) for scheme in fields_for(kind)}
