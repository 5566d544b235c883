"""Answers that come in rows: prices, contacts, opening hours. Rows are added and removed without JavaScript."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.forms import formset_factory
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict

from providers.listings.data import ContactData, CostData, ScheduleData
from providers.portal.forms.base import clock, day, email, named, phone, text
from search import vocabulary
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm, PlainRows
from tenants.text.kinds import PRICE

MOST_ROWS = 40
PREFIX = "rows"
ADD = "add-row"
"""The button that adds an empty row; its value is the prefix of the set of rows."""
Row = CostData | ContactData | ScheduleData


class RowForm(PlainForm):
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
    option = text("What for", most=120)
    amount = KindField(
        PRICE, label="Price in pounds", required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    amount_description = text("In words", most=500)


class ContactRowForm(RowForm):
    """One contact."""

    kind = ContactData
    name = named("Team or role", most=120)
    phone = phone("Phone")
    email = email("E-mail")


class HoursRowForm(RowForm):
    """Opening hours of one day."""

    kind = ScheduleData
    day = forms.ChoiceField(label="Day", choices=[("", "Choose a day"), *vocabulary.DAY.items()], required=False)
    opens = clock("Opens")
    closes = clock("Closes")
    period = forms.ChoiceField(label="When in the year", choices=list(vocabulary.PERIOD.items()), required=False)
    note = text("Anything to add, such as “every other week”", most=120)

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
        if answers.get("note") and not answers.get("day") and answers.get("period") not in ("", "all-year", None):
            self.add_error("day", "Choose a day for these words")
        answers["period"] = answers.get("period") or "all-year"
        return answers


class DateRowForm(RowForm):
    """One date that isn't like the week it is in."""

    kind = ScheduleData
    on_date = day("Date")
    opens = clock("Opens")
    closes = clock("Closes")
    note = text("What is on, or “closed”", most=120)

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


class Rows(PlainRows):
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
