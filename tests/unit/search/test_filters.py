"""A filter's declaration is all there is of it: its parameter, its place among the others, what answers it."""

from dataclasses import fields

import pytest

from search.documents import Place, SearchDocument
from search.matching.facets import chosen_tokens, tokens_of
from search.matching.filters import (
    CHIPS,
    CHOICE_FILTERS,
    FACETS,
    FLAGS,
    NUMBER_FILTERS,
    VOCABULARIES,
    YES,
    Filters,
    FilterValues,
)
from search.parameters import Parameters
from tests.unit.project.contract import table

NAMES = [field.name for field in fields(FilterValues)]
WORKED_OUT = {"accessibility_anywhere": "accessibility", "out_of_area": "places"}
"""What a document works out of another of its fields."""
FURTHER_AWAY = (Place(uuid="a", label="Elsewhere", latitude=52.0, longitude=-1.0, out_of_area=True),)


def test_each_is_by_choices_or_by_a_number():
    assert sorted([*CHOICE_FILTERS, *NUMBER_FILTERS]) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_parameter_of_a_search_and_of_the_contract(name):
    assert name in {field.name for field in fields(Parameters)}
    assert name in [code for line in table("Search parameters") for code in line.codes]


@pytest.mark.parametrize("name", CHOICE_FILTERS)
def test_each_has_a_place_of_its_own_among_facets_and_chips(name):
    assert (FACETS.count(name), CHIPS.count(name)) == (1, 1)
    for place in ("facet_place", "chip_place"):
        taken = [getattr(each, place) for each in CHOICE_FILTERS.values()]
        assert sorted(taken) == list(range(1, len(taken) + 1))


@pytest.mark.parametrize("name", CHOICE_FILTERS)
def test_each_has_a_label_a_reason_and_choices_unless_councils_have_their_own(name):
    declared = CHOICE_FILTERS[name]

    assert declared.label
    assert declared.reason.format(label="Saturday", lower="saturday")
    assert declared.choices or name in {"need", "topic"}


@pytest.mark.parametrize("name", sorted(FLAGS))
def test_a_plain_yes_has_one_choice(name):
    assert list(CHOICE_FILTERS[name].choices) == [YES]
    assert name not in VOCABULARIES


@pytest.mark.parametrize("name", CHOICE_FILTERS)
def test_what_a_document_has_answers_the_choice_of_it(name):
    value = YES if name in FLAGS else "some-code"
    given = WORKED_OUT.get(CHOICE_FILTERS[name].held_in, CHOICE_FILTERS[name].held_in)
    default = next(field.default for field in fields(SearchDocument) if field.name == given)
    held = FURTHER_AWAY if given == "places" else {str: value, tuple: (value,)}.get(type(default), True)
    document = SearchDocument(key="service:a", kind="service", uuid="a", name="A", url="/", **{given: held})
    filters = Filters(**{name: True if name in FLAGS else (value,)})

    assert filters.chosen(name) == (value,)
    assert f"{name}:{value}" in tokens_of(document)
    assert f"{name}:{value}" in chosen_tokens(filters)[name]
