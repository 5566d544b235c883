"""What a correction is made of: its inputs in groups, what was sent, and the value that comes of the answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.db import models

from providers.listings.data import LONGEST_TEXT
from providers.listings.identifiers import NUMBERS
from search.places.postcodes import POSTCODE
from tenants.inputs.fields import KindField
from tenants.text.kinds import (
    AGE,
    DATE,
    EMAIL,
    PHONE,
    PRICE,
    TIME,
    WEB_ADDRESS,
    Kind,
    address,
    line,
    name_up_to,
    paragraphs,
)

Inputs = Mapping[str, forms.Field]
NAMES: Final = frozenset({"name", "senco", "title"})
"""The columns that hold names."""
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
    """An input for a column, filled with a value. A text that was sent may stay as it is."""
    column: Any = model._meta.get_field(name)
    if isinstance(column, models.BooleanField) or column.choices:
        required = {} if isinstance(column, models.BooleanField) else {"required": not column.blank}
        field: forms.Field = column.formfield(initial=value, **required)
        return field
    kind = kind_of(column)
    return KindField(
        replace(kind, read=lambda text: value if text.replace("\r\n", "\n") == value else kind.read(text)),
        label=column.verbose_name[:1].upper() + column.verbose_name[1:],
        required=not column.blank,
        initial=value,
        widget=_widget_of(column),
    )


def kind_of(column: Any) -> Kind:
    """The kind of value that a column of a listing holds."""
    by_name = {**NUMBERS, "phone": PHONE, "postcode": POSTCODE, "age_min": AGE, "age_max": AGE}
    by_name |= {"address": address(300)}
    if column.name in by_name:
        return by_name[column.name]
    if column.name in NAMES:
        return name_up_to(column.max_length)
    for column_type, kind in _KINDS:
        if isinstance(column, column_type):
            return kind
    return paragraphs(LONGEST_TEXT) if isinstance(column, models.TextField) else line(column.max_length)


def _widget_of(column: Any) -> forms.Widget:
    if isinstance(column, models.TextField):
        return forms.Textarea(attrs={"rows": 5})
    if isinstance(column, models.DateField):
        return forms.TextInput(attrs={"type": "date"})
    if isinstance(column, models.TimeField):
        return forms.TextInput(attrs={"type": "time"})
    return forms.TextInput(attrs={"inputmode": "numeric"} if isinstance(column, models.IntegerField) else {})


_KINDS: Final[tuple[tuple[type[models.Field[Any, Any]], Kind], ...]] = (
    (models.DecimalField, PRICE),
    (models.DateField, DATE),
    (models.TimeField, TIME),
    (models.EmailField, EMAIL),
    (models.URLField, WEB_ADDRESS),
)


class CodesField(forms.MultipleChoiceField):
    """Boxes to tick; gives a tuple, as a listing's content has it."""

    def __init__(self, labels: Mapping[str, str], **options: Any) -> None:
        super().__init__(required=False, choices=list(labels.items()), widget=forms.CheckboxSelectMultiple, **options)

    def clean(self, value: Any) -> tuple[str, ...]:
        """The codes ticked."""
        return tuple(super().clean(value))
