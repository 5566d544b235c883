"""What a correction is made of: its inputs in groups, what was sent, and the value that comes of the answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.db import models

from tenants.text.phones import check_phone

Inputs = Mapping[str, forms.Field]
WHOLE: Final = ""
"""The key of an input that is the whole value, and the words above one that needs none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """How a reviewer corrects one field of the comparison.

    `groups` are inputs by key, under the words above them. `value` makes the new value of the answers by key; it raises
    ValidationError by key for answers that don't fit each other.
    """

    groups: Mapping[str, Inputs]
    sent: Any
    value: Callable[[Mapping[str, Any]], Any]
    help_text: str = ""

    @property
    def inputs(self) -> dict[str, forms.Field]:
        """Every input by its key."""
        return {key: field for group in self.groups.values() for key, field in group.items()}


def single(field: forms.Field, sent: Any) -> Correction:
    """A correction by one input."""
    field.initial = list(sent) if isinstance(sent, tuple) else sent
    return Correction(groups={WHOLE: {WHOLE: field}}, sent=sent, value=lambda answers: answers[WHOLE])


def column_input(model: type[models.Model], name: str, value: Any) -> forms.Field:
    """An input as the model's column asks for, filled with a value. A phone number that was sent may stay as it is."""
    column: Any = model._meta.get_field(name)
    options: dict[str, Any] = {"initial": value}
    if not isinstance(column, models.BooleanField):
        options["required"] = not column.blank
    if isinstance(column, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 5})
    elif isinstance(column, models.DateField):
        options["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    elif isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    field: forms.Field = column.formfield(**options)
    if name == "phone":
        field.validators.append(lambda text: None if text == value else check_phone(text))
    return field


class CodesField(forms.MultipleChoiceField):
    """Boxes to tick; gives a tuple, as a listing's content has it."""

    def __init__(self, labels: Mapping[str, str], **options: Any) -> None:
        super().__init__(required=False, choices=list(labels.items()), widget=forms.CheckboxSelectMultiple, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The codes ticked."""
        return tuple(super().clean(value))
