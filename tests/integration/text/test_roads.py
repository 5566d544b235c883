"""Forms, spreadsheets and addresses read a value of a kind alike: each example of `tests/unit/text/examples.py`, on
every road that it may come."""

import io
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from openpyxl import Workbook

from providers.imports.errors import BadCell
from providers.imports.foreign.sheets import read_sheet
from providers.imports.listing_csv import cells
from providers.imports.listing_csv.cells import REQUIRED
from providers.imports.listing_csv.rows import clean
from providers.listings.identifiers import NUMBERS
from providers.listings.models import Contact, CostOption, Organisation, Service, ServiceAtLocation
from providers.review.corrections.inputs import column_input, kind_of
from search.parameters import Q_LIMIT, BadParameters, read_parameters
from tenants.inputs.fields import KindField
from tenants.text import kinds
from tenants.text.kinds import Kind
from tenants.text.words import has_unshowable
from tests.integration.text.our_forms import form_classes
from tests.unit.text.examples import TABLES
from tests.unit.text.table import outcome_of

INSTEAD = re.compile(r" (?:Only \S.* is kept|Families read the words as they are)\.$")
"""What a cell's message says of what is kept of it: a form keeps all for whoever typed it."""
READ_BY_DJANGO = (
    forms.DecimalField,
    forms.IntegerField,
    forms.FloatField,
    forms.DateField,
    forms.DateTimeField,
    forms.TimeField,
    forms.URLField,
    forms.EmailField,
    forms.RegexField,
    forms.GenericIPAddressField,
)
LIBRARY_FORMS = {"SignIn", "Register", "NewAddress", "AskForLink"}
"""allauth's, whose field of an e-mail address is its own."""
CORRECTED = [
    *((Service, name) for name in ("name", "summary", "description", "url", "age_min", "age_max", "languages", "urn")),
    *((Service, name) for name in ("sen_report_url", "sen_report_date", "section_41_checked")),
    *((Organisation, name) for name in ("name", "url", "email", "phone", *NUMBERS)),
    *((Contact, name) for name in ("name", "phone", "email")),
    *((CostOption, name) for name in ("option", "amount", "amount_description")),
    *((ServiceAtLocation, name) for name in ("address", "postcode")),
]
PARAMETERS = {
    "age": kinds.age_up_to(25),
    "page": kinds.whole_number(1, 10_000),
    "radius": kinds.decimal(0.5, 100.0),
    "free": kinds.YES_NO,
    "personal_budget": kinds.YES_NO,
    "q": kinds.line(Q_LIMIT),
}


@dataclass(frozen=True)
class Road:
    """A way for text to come in: the kind of value there, and what becomes of a text."""

    name: str
    kind: Kind
    outcome: Callable[[str], tuple[Any, str]]
    takes: Callable[[str], bool] = lambda text: True

    def __str__(self) -> str:
        return self.name


def roads_of_forms() -> Iterator[Road]:
    for cls in form_classes():
        for name, field in cls.base_fields.items():
            if isinstance(field, KindField):
                yield Road(f"{cls.__module__}.{cls.__name__}.{name}", field.kind, asked(field))


def roads_of_corrections() -> Iterator[Road]:
    for model, name in CORRECTED:
        field = column_input(model, name, None)
        yield Road(f"correction of {model.__name__}.{name}", kind_of(model._meta.get_field(name)), asked(field))


def asked(field: forms.Field) -> Callable[[str], tuple[Any, str]]:
    field = deepcopy(field)  # the form's own stays as it is for other tests
    field.required = False

    def outcome(text: str) -> tuple[Any, str]:
        try:
            return field.clean(text), ""
        except ValidationError as problem:
            (message,) = problem.messages
            return None, message.removesuffix(".")

    return outcome


def roads_of_columns() -> Iterator[Road]:
    for name, kind in cells.KINDS.items():
        yield Road(f"column {name}", kind, read_in(name), said_in_a_cell if name in REQUIRED else in_a_cell)


def in_a_cell(text: str) -> bool:
    """Whether it is read in a cell as it is: characters that can't be shown and HTML are taken out there."""
    return not has_unshowable(text) and "<" not in text


def said_in_a_cell(text: str) -> bool:
    return in_a_cell(text) and bool(clean("name", text)[0])


def read_in(column: str) -> Callable[[str], tuple[Any, str]]:
    def outcome(text: str) -> tuple[Any, str]:
        plain, _ = clean(column, text)
        try:
            value = cells.read(column, plain, {})
        except BadCell as problem:
            reason = problem.reason.removeprefix(f"“{plain}” can't be used. ")
            return None, INSTEAD.sub("", reason).removesuffix(".")
        return None if column == "hide_address" and not plain else value, ""

    return outcome


ROADS = [*roads_of_forms(), *roads_of_corrections(), *roads_of_columns()]
TEXTS = {table.kind.name: [text for text, _, _ in table.rows()] for table in TABLES}
EVERY_TEXT = sorted({text for texts in TEXTS.values() for text in texts})
WITHOUT_TABLES = {kind.name for name, kind in NUMBERS.items() if name != "urn"}


@pytest.mark.parametrize("road", ROADS, ids=str)
def test_each_example_comes_to_the_same_on_every_road(road):
    for text in filter(road.takes, TEXTS.get(road.kind.name, EVERY_TEXT)):
        value, message = outcome_of(road.kind.value_of, text)
        assert road.outcome(text) == (value, message.removesuffix(".")), repr(text)


@pytest.mark.parametrize("name", PARAMETERS)
def test_each_example_comes_to_the_same_in_an_address(alpha, name):
    for text in TEXTS[PARAMETERS[name].name]:
        sent = "".join(letter for letter in text if letter.isspace() or letter.isprintable() or letter == "\u200b")
        answer = QueryDict(mutable=True)
        answer[name] = sent
        value, message = outcome_of(PARAMETERS[name].value_of, sent)
        try:
            read, said = getattr(read_parameters(answer), name), ""
        except BadParameters as problem:
            read, said = None, problem.errors[name]
        if said.startswith("Only the first"):  # a page that can be read, and that no search has
            continue
        absent = {"q": "", "page": 1}.get(name, False if PARAMETERS[name] is kinds.YES_NO else None)
        assert (read, said) == ((absent if value in (None, "") and not message else value), message), repr(text)


@pytest.mark.parametrize("table", TABLES, ids=[table.kind.name for table in TABLES])
def test_a_kind_has_a_road(table):
    names = {road.kind.name for road in ROADS} | {kind.name for kind in PARAMETERS.values()}
    assert table.kind.name in names


def test_a_workbook_gives_its_cells_as_they_were_typed():
    texts = [text for text in EVERY_TEXT if said_in_a_cell(text) and text.isprintable()]
    book = Workbook()
    for text in ["phone", *texts]:
        book.active.append([text])
        book.active.cell(book.active.max_row, 1).data_type = "s"
    content = io.BytesIO()
    book.save(content)

    assert [row[0] for _, row in read_sheet(content.getvalue()).rows] == texts


def test_every_kind_of_a_road_is_in_a_table():
    assert {road.kind.name for road in ROADS} - set(TEXTS) <= WITHOUT_TABLES


@pytest.mark.parametrize("cls", form_classes(), ids=lambda cls: cls.__qualname__)
def test_no_form_reads_a_value_by_itself(cls):
    typed = {name: field for name, field in cls.base_fields.items() if not field.widget.is_hidden}
    own = {name for name, field in typed.items() if isinstance(field, READ_BY_DJANGO)}
    assert own == set() or cls.__name__ in LIBRARY_FORMS
