"""Every declared filter works by its declaration alone: from its parameter to facets, chips, reasons and ways out."""

import re
from dataclasses import fields

import pytest

from search.documents import SearchDocument
from search.matching.filters import CHOICE_FILTERS, FLAGS, NUMBER_FILTERS
from search.results.presentation import value_labels
from search.results.reasons import lower_first
from tests.contract.listings import at, listing, north, put

pytestmark = pytest.mark.usefixtures("on_postgres")

BY_CHOICES = pytest.mark.parametrize("name", CHOICE_FILTERS)
FIELD_OF = {"needs_answered": "needs", "accessibility_anywhere": "accessibility"}
"""What is written of a document where the filter looks at more."""


@pytest.fixture
def families(alpha, client_for):
    return client_for(alpha)


def value_and_label(name):
    """The last choice of a filter: no document has it by itself."""
    return list(value_labels()[name].items())[-1]


def ticked(html):
    """Name and value of the boxes that are ticked."""
    return re.findall(r'name="([a-z_0-9]+)" type="checkbox" value="([^"]*)" form="search" checked', html)


def one_that_has(name, value):
    if name == "out_of_area":
        return listing("Has it", places=at(north(30), out_of_area=True))
    field = FIELD_OF.get(CHOICE_FILTERS[name].held_in, CHOICE_FILTERS[name].held_in)
    default = next(each.default for each in fields(SearchDocument) if each.name == field)
    held = {str: value, tuple: (value,)}.get(type(default), True)
    return listing("Has it", **{field: held})


@BY_CHOICES
def test_it_lets_through_counts_and_says_what_has_it(families, name):
    value, label = value_and_label(name)
    put(one_that_has(name, value), listing("Has not"))

    answer = families.get(f"/api/search?{name}={value}").json()

    assert [result["name"] for result in answer["results"]] == ["Has it"]
    assert {"value": value, "label": label, "count": 1} in answer["facets"][name]
    if CHOICE_FILTERS[name].said_when_chosen:
        said = CHOICE_FILTERS[name].reason.format(label=label, lower=lower_first(label))
        assert said in answer["results"][0]["why"]


@BY_CHOICES
def test_it_is_a_chip_that_takes_it_away_and_a_ticked_box(families, name):
    value, label = value_and_label(name)
    put(one_that_has(name, value), listing("Has not"))

    page = families.get(f"/search/?{name}={value}")
    findings = page.context["findings"]

    (chip,) = findings.filters
    assert (chip.kind, chip.value, chip.label, chip.remove_query) == (name, value, label, "")
    (facet,) = (facet for facet in findings.facets if facet.name == name)
    assert facet.label == CHOICE_FILTERS[name].label
    assert [choice.value for choice in facet.chosen] == [value]
    assert ticked(page.content.decode()) == [(name, value)]


@BY_CHOICES
def test_a_search_without_it_is_offered_where_nothing_has_it(families, name):
    value, label = value_and_label(name)
    put(listing("Has not"))

    offers = families.get(f"/api/search?{name}={value}").json()["relaxations"]

    assert {"label": f"Without “{label}”", "count": 1, "url": "/api/search?"} in offers


@BY_CHOICES
def test_what_is_none_of_its_choices_is_said(families, name):
    answer = families.get(f"/api/search?{name}=nonsense")

    assert answer.status_code == 400
    assert answer.json()["errors"] == {
        name: "Enter yes or no"
        if name in FLAGS
        else f"“nonsense” is not one of the choices: {', '.join(value_labels()[name])}."
    }


@pytest.mark.parametrize("name", NUMBER_FILTERS)
def test_a_number_is_read_within_its_bounds_shown_and_said(families, name):
    lowest, highest = NUMBER_FILTERS[name].bounds
    put(listing("Any", age_min=lowest, age_max=highest), listing("None", age_min=highest + 1))

    answer = families.get(f"/api/search?{name}={highest}").json()
    (chip,) = families.get(f"/search/?{name}={highest}").context["findings"].filters

    assert [result["name"] for result in answer["results"]] == ["Any"]
    assert NUMBER_FILTERS[name].reason.format(highest) in answer["results"][0]["why"]
    assert (chip.label, chip.remove_query) == (NUMBER_FILTERS[name].chip.format(highest), "")
    assert families.get(f"/api/search?{name}={highest + 1}").json()["errors"] == {
        name: f"Enter an age in whole years from {lowest} to {highest}, like 7"
    }
