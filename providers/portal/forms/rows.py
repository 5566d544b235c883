"""Answers that come in rows: prices, contacts, opening hours. Rows are added and removed without JavaScript."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict

from providers.listings.data import ContactData, CostData, ScheduleData
from providers.portal.forms.base import PoundsField, phone
from search import vocabulary

MOST_ROWS = 40
PREFIX = "rows"
ADD = "add-row"
"""The button that adds an empty row; its value is the prefix of the set of rows."""
Row = CostData | ContactData | ScheduleData


class RowForm(forms.Form):
    """One row; an empty one is dropped."""

    kind: ClassVar[type[Row]]
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @property
    def filled(self) -> dict[str, Any]:
        """The row's answers, or nothing when only its hidden key or a default is there."""
        answers = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("uuid", DELETION_FIELD_NAME, "period")
        }
        return {**self.cleaned_data} if any(value not in ("", None) for value in answers.values()) else {}


class CostRowForm(RowForm):
    """One price."""

    kind = CostData
    option = forms.CharField(label="What for", max_length=120, required=False)
    amount = PoundsField(
        label="Price in pounds",
        min_value=0,
        max_digits=8,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": "Enter the price in pounds, like 12.50, and anything else in words"},
    )
    amount_description = forms.CharField(label="In words", max_length=500, required=False)


class ContactRowForm(RowForm):
    """One contact."""

    kind = ContactData
    name = forms.CharField(label="Team or role", max_length=120, required=False)
    phone = phone("Phone")
    email = forms.EmailField(
        label="E-mail",
        required=False,
        max_length=254,
        error_messages={"invalid": "Enter an e-mail address, like name@example.org"},
    )


class HoursRowForm(RowForm):
    """Opening hours of one day."""

    kind = ScheduleData
    day = forms.ChoiceField(label="Day", choices=[("", "Choose a day"), *vocabulary.DAY.items()], required=False)
    opens = forms.TimeField(
        label="Opens", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes = forms.TimeField(
        label="Closes", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    period = forms.ChoiceField(label="When in the year", choices=list(vocabulary.PERIOD.items()), required=False)

    @property
    def filled(self) -> dict[str, Any]:
        """A row that only says “by arrangement” (or term time, holidays) counts too."""
        answers = super().filled
        if not answers and self.cleaned_data.get("period") not in ("", "all-year", None):
            return {**self.cleaned_data}
        return answers

    def clean(self) -> dict[str, Any]:
        """A day with both times, in order; or neither."""
        answers = super().clean() or {}
        _check_times(self, answers)
        if answers.get("opens") and answers.get("closes") and not answers.get("day"):
            self.add_error("day", "Choose a day")
        answers["period"] = answers.get("period") or "all-year"
        return answers


class DateRowForm(RowForm):
    """One date that isn't like the week it is in."""

    kind = ScheduleData
    on_date = forms.DateField(
        label="Date",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a date, like 5/12/2026"},
    )
    opens = forms.TimeField(
        label="Opens", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    closes = forms.TimeField(
        label="Closes", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    note = forms.CharField(label="What is on, or “closed”", max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A date, with both times or neither."""
        answers = super().clean() or {}
        _check_times(self, answers)
        said = any(answers.get(name) for name in ("opens", "closes", "note"))
        if said and not answers.get("on_date") and "on_date" not in self.errors:
            self.add_error("on_date", "Enter the date")
        return answers


def _check_times(form: forms.Form, answers: dict[str, Any]) -> None:
    """Both times in order, or neither."""
    opens, closes = answers.get("opens"), answers.get("closes")
    if (opens is None) != (closes is None) and not {"opens", "closes"} & set(form.errors):
        form.add_error("closes" if closes is None else "opens", "Enter both an opening and a closing time")
    if opens and closes and opens >= closes:
        form.add_error("closes", "The closing time must be after the opening time")


class Rows(BaseFormSet):  # type: ignore[type-arg]
    """The rows of one page."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """Django's own tick for removal, in our words."""
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = "Remove this one"

    def values(self) -> tuple[Any, ...]:
        """The filled rows as the data's children, all of the form's `kind`. Call it on a valid set."""
        kept = []
        for form in self.forms:
            answers = form.filled
            if not answers or answers.pop(DELETION_FIELD_NAME, False):
                continue
            key = answers.pop("uuid", None)
            kept.append(form.kind(**answers, **({"uuid": key} if key else {})))
        return tuple(kept)


def rows_of(
    form: type[RowForm],
    *,
    initial: Sequence[Any] = (),
    blank: int = 1,
    data: QueryDict | None = None,
    prefix: str = PREFIX,
) -> Rows:
    """A set of rows of `form`: bound when `data` is given (with one more when its `add-row` names the set), else
    showing `initial` and `blank` empty ones."""
    factory = formset_factory(
        form, formset=Rows, extra=blank, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )
    if data is None:
        shown = [{name: getattr(row, name) for name in form.base_fields} for row in initial]
        return cast(Rows, factory(initial=shown, prefix=prefix))
    answers = data.copy()
    count, more = answers.get(f"{prefix}-TOTAL_FORMS", "0"), int(answers.get(ADD) == prefix)
    answers[f"{prefix}-TOTAL_FORMS"] = str(min(int(count[:3]), MOST_ROWS) + more if count.isdecimal() else more)
    answers.setdefault(f"{prefix}-INITIAL_FORMS", "0")
    return cast(Rows, factory(answers, prefix=prefix))
