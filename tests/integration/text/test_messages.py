"""Every form of ours: what is said of answers that nobody can use is in our words, and nothing that is typed is cut."""

import copy
import inspect
import re

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseFormSet
from django.forms.formsets import formset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from tenants.inputs.forms import PlainForm, PlainMessages, PlainRows
from tenants.inputs.messages import speak_plainly
from tests.integration.text.our_forms import ROOMS, form_classes

BAD = [
    "",
    "x" * 100_000,
    "nul \x00 byte",
    "-1",
    "1e9",
    "9" * 30,
    "٣",
    "😀",
    "nonsense",
    "2026-13-45",
    "<b>",
    ["nonsense"],
    ["", "\x00"],
    SimpleUploadedFile("empty.txt", b""),
    SimpleUploadedFile("x" * 300 + ".txt", b"x"),
]
DJANGOS = re.compile(
    r"Ensure (this|that)|Enter a (valid|whole number\.|number\.|complete|list)|This field|Select a valid|Null charac"
    r"|not one of the available|is not a valid|No file was|The submitted|Upload a valid|File extension"
    r"|Please (submit|either)|ManagementForm|already exists"
)
FIELDS = [
    pytest.param(cls, name, id=f"{cls.__module__}.{cls.__qualname__}.{name}")
    for cls in form_classes()
    for name in cls.base_fields
]
KINDS_OF_FIELDS = sorted(
    {cls for _, cls in inspect.getmembers(forms, inspect.isclass) if issubclass(cls, forms.Field)}
    - {forms.DurationField},
    key=lambda cls: cls.__name__,
)


def plain(field: forms.Field) -> forms.Field:
    """A copy of a field as a form shows it."""
    shown = copy.deepcopy(field)
    speak_plainly(shown)
    return shown


@pytest.mark.parametrize("cls", form_classes(), ids=lambda cls: cls.__qualname__)
def test_a_form_speaks_plainly(cls):
    assert issubclass(cls, PlainMessages)


def test_rows_speak_plainly():
    ours = {cls for cls in _below(BaseFormSet) if cls.__module__.partition(".")[0] in ROOMS}

    assert {cls for cls in ours if not issubclass(cls, PlainRows)} == set()


@pytest.mark.parametrize(("cls", "name"), FIELDS)
def test_bad_answers_are_refused_in_our_words(alpha, cls, name):
    for value in BAD:
        for message in refusals(cls.base_fields[name], value):
            assert not DJANGOS.search(message), message
            assert message[:1].isupper() or message[:1].isdigit() or message.startswith("“")


@pytest.mark.parametrize(("cls", "name"), FIELDS)
def test_a_browser_cuts_nothing_that_is_pasted(cls, name):
    field = plain(cls.base_fields[name])

    assert "maxlength" not in field.widget.attrs


@pytest.mark.parametrize("kind", KINDS_OF_FIELDS, ids=lambda kind: kind.__name__)
def test_no_kind_of_field_keeps_words_of_djangos(kind):
    codes = {code for each in kind.__mro__ for code in getattr(each, "default_error_messages", {})}

    assert codes <= set(plain(forms.Field()).error_messages)


def test_a_field_that_is_added_late_speaks_plainly_too():
    class Late(PlainForm):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["words"] = forms.CharField(label="Your words", max_length=5)

    assert Late({"words": ""}).errors["words"] == ["Enter your words"]
    assert Late({"words": "x" * 5312}).errors["words"] == ["5,312 of 5 characters: shorten it by 5,307"]
    assert 'data-most="5"' in str(Late()["words"])
    assert "maxlength" not in str(Late()["words"])


def test_words_of_a_library_stay_where_we_have_none():
    field = forms.CharField()
    field.error_messages["too_large"] = gettext_lazy("This picture is too large.")

    assert plain(field).error_messages["too_large"] == "This picture is too large."


def test_what_is_too_long_stays_in_the_field():
    class Words(PlainForm):
        words = forms.CharField(max_length=5, widget=forms.Textarea)

    assert "x" * 5312 in str(Words({"words": "x" * 5312})["words"])


def test_a_page_of_rows_that_did_not_arrive_whole_says_so():
    class Row(PlainForm):
        words = forms.CharField()

    rows = formset_factory(Row, formset=PlainRows)({}, prefix="rows")

    assert rows.non_form_errors() == ["Some of the page did not arrive. Load it again, then try once more"]


def refusals(field: forms.Field, value: object) -> list[str]:
    """What a form with this field alone says of an answer."""
    asked = type("Asked", (PlainForm,), {"answer": copy.deepcopy(field)})
    sent = MultiValueDict({"answer": value if isinstance(value, list) else [value]})
    return asked(sent, sent).errors.get("answer", [])


def _below(cls: type[BaseFormSet]) -> set[type[BaseFormSet]]:
    return {each for child in cls.__subclasses__() for each in (child, *_below(child))}
