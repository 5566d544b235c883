"""The numbers that registers give organisations: each kind is asked only for those that it can have."""

from django import forms

from providers.listings.identifiers import NUMBERS, Scheme, fields_for
from tenants.inputs.fields import KindField


class NumberField(KindField):
    """A register's number, kept as the register writes it."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__(
            NUMBERS[scheme.field],
            label=f"{scheme.name[0].upper()}{scheme.name[1:]}",
            help_text=scheme.hint,
            required=False,
            widget=forms.TextInput(
                attrs={"class": "govuk-input--width-10", "autocomplete": "off", "spellcheck": "false"}
            ),
        )


def number_fields(kind: str) -> dict[str, forms.Field]:
    """The fields of a kind of organisation, by the name of the data's field."""
    return {scheme.field: NumberField(scheme) for scheme in fields_for(kind)}
