"""The small parts of the frame: carried parameters, pages, form fields."""

import pytest
from django import forms
from django.http import QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory

from localoffer.templatetags.frame import carried, pages_around


class SampleForm(forms.Form):
    name = forms.CharField(help_text="As families know it.")
    notes = forms.CharField(required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(choices=[("a", "Apple"), ("b", "Bean")], widget=forms.RadioSelect)
    ways = forms.MultipleChoiceField(choices=[("x", "Xylophone")], widget=forms.CheckboxSelectMultiple, required=False)
    size = forms.ChoiceField(choices=[("s", "Small")])
    sure = forms.BooleanField(required=False)
    based_on = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        raise forms.ValidationError("These don't fit together.")


def field(form, name):
    return render_to_string("components/field.html", {"field": form[name]})


def test_a_form_carries_the_other_parameters_but_not_the_page():
    query = QueryDict("q=sleep&need=autism&need=adhd&page=3&free=&postcode=MK9")
    assert carried(query, ("q", "postcode")) == [("need", "autism"), ("need", "adhd")]


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (6, 20, [1, None, 4, 5, 6, 7, 8, None, 20]),
        (20, 20, [1, None, 18, 19, 20]),
    ],
)
def test_a_pager_shows_the_ends_and_the_neighbours(page, pages, shown):
    assert pages_around(page, pages) == shown


def test_a_pager_keeps_the_other_parameters():
    request = RequestFactory().get("/search/?q=sleep&need=autism&page=2")
    html = render_to_string("components/pager.html", {"page": 2, "pages": 3}, request)
    assert "?q=sleep&amp;need=autism&amp;page=3" in html
    assert html.count("aria-current") == 1


def test_a_field_is_tied_to_its_hint_and_its_error():
    html = field(SampleForm({}), "name")
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'id="id_name-error"' in html
    assert "govuk-input--error" in html


def test_a_field_without_error_says_when_it_is_optional():
    assert "(optional)" in field(SampleForm(), "notes")
    assert "(optional)" not in field(SampleForm(), "name")
    assert "error" not in field(SampleForm(), "notes")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("notes", "govuk-textarea"),
        ("size", "govuk-select"),
        ("kind", '<fieldset class="govuk-fieldset"'),
        ("ways", "govuk-checkboxes__item"),
        ("sure", "govuk-checkboxes__label"),
        ("based_on", 'type="hidden"'),
    ],
)
def test_each_kind_of_field_has_its_component(name, part):
    assert part in field(SampleForm(), name)


def test_an_error_summary_links_every_problem_to_its_field():
    html = render_to_string("components/error_summary.html", {"form": SampleForm({})})
    assert 'href="#id_name"' in html
    assert 'href="#id_kind_0"' in html
    assert "<li>These don&#x27;t fit together.</li>" in html


def test_an_error_summary_without_problems_is_nothing():
    assert render_to_string("components/error_summary.html", {"form": SampleForm()}).strip() == ""
