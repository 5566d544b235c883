"""The forms of one page about a listing, as one thing: shown, checked, and read into the listing's data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic

from django import forms
from django.http import QueryDict

from providers.listings.merge import always_mine, merge
from providers.portal.forms.base import Data


@dataclass(frozen=True, slots=True)
class Asked(Generic[Data]):
    """The questions with one answer and the sets of rows. `apply` puts their answers into data."""

    form: forms.Form
    rows: tuple[forms.BaseFormSet[Any], ...]
    apply: Callable[[Data], Data]

    def __iter__(self) -> Iterator[forms.BaseForm]:
        """Every form, in the page's order."""
        yield self.form
        for rows in self.rows:
            yield from rows

    def is_valid(self) -> bool:
        """Whether every answer can be read."""
        return all([self.form.is_valid(), *(rows.is_valid() for rows in self.rows)])


@dataclass(frozen=True, slots=True)
class Questions(Generic[Data]):
    """What a page asks: `shown` fills its forms from data, `bound` from what was posted."""

    shown: Callable[[Data], Asked[Data]]
    bound: Callable[[QueryDict], Asked[Data]]

    def typed(self, asked: Asked[Data], base: Data) -> Data:
        """The data that the page was filled from, with what a person changed there. Call it on valid forms.

        An answer that nobody touched stays as it is, also where the form would write it otherwise.
        """
        untouched = self.bound(as_posted(self.shown(base)))
        typed = asked.apply(base)
        if not untouched.is_valid():
            return typed
        return merge(untouched.apply(base), typed, base, always_mine).data


def as_posted(asked: Asked[Any]) -> QueryDict:
    """What a browser sends of shown forms that nobody touched."""
    answers = QueryDict(mutable=True)
    for rows in asked.rows:
        answers |= {field.html_name: str(field.value()) for field in rows.management_form}
    for form in asked:
        for field in form:
            answers.setlist(field.html_name, _sent(field))
    return answers


def _sent(field: forms.BoundField) -> list[str]:
    value = field.value()
    if value in (None, "", False):
        return []
    if isinstance(value, (list, tuple)):
        return [str(each) for each in value]
    if isinstance(field.field.widget, forms.CheckboxInput):
        return ["on"]
    shown = field.field.widget.format_value(value)
    return [str(each) for each in shown] if isinstance(shown, list) else [str(shown)]
