"""Documents as plain values."""

from datetime import date

import pytest

from search.documents import Place, SearchDocument
from search.matching.distance import miles_in_words
from search.matching.facets import tokens_of
from search.matching.fields import OLDEST, IndexFields
from search.matching.ranking import completeness_of
from search.results.reasons import lower_first
from search.vocabulary import ALL_SEND
from tests.contract.listings import at, listing, north


def test_json_and_back_is_the_same():
    place = Place(uuid="1", label="Here", latitude=52.0, longitude=-0.7, accessibility=("hoist",))
    document = listing("One", places=(place,), updated=date(2026, 5, 1), needs=("autism",), age_min=0)
    assert SearchDocument.from_json(document.as_json()) == document


def test_a_row_that_a_newer_version_wrote_is_read_without_what_is_unknown():
    place = Place(uuid="1", label="Here", latitude=52.0, longitude=-0.7)
    document = listing("One", places=(place,))
    newer = {**document.as_json(), "invented_later": 1}
    newer["places"] = [{**each, "invented_later": 1} for each in newer["places"]]
    assert SearchDocument.from_json(newer) == document


@pytest.mark.parametrize(
    ("given", "travels"),
    [
        ({}, True),
        ({"places": at(north(1))}, False),
        ({"places": at(north(1)), "delivery": ("in-person",)}, False),
        ({"places": at(north(1)), "delivery": ("in-person", "home")}, True),
        ({"places": at(north(1)), "reach": "region"}, True),
    ],
)
def test_what_travels(given, travels):
    assert listing("One", **given).travels is travels


def test_out_of_area_means_every_place():
    inside, outside = at(north(1)), at(north(30), out_of_area=True)
    assert [listing("x", places=places).out_of_area for places in ((), inside, outside, inside + outside)] == [
        False, False, True, False,
    ]  # fmt: skip


def test_one_open_to_any_need_has_that_token_alone_of_the_needs():
    document = listing("x", needs=("autism", ALL_SEND))
    assert [token for token in tokens_of(document) if token.startswith("need:")] == [f"need:{ALL_SEND}"]


def test_ages_have_no_gaps():
    fields = [
        IndexFields.of(listing("x", age_min=low, age_max=high)) for low, high in ((None, None), (0, None), (3, 0))
    ]
    assert [(each.age_from, each.age_to, each.ages_said) for each in fields] == [
        (0, OLDEST, False), (0, OLDEST, True), (3, 0, True),
    ]  # fmt: skip


def test_completeness_counts_answered_questions():
    assert completeness_of(listing("Bare")) == 0
    full = listing("Full", summary="s", needs=("autism",), age_max=5, cost="£2", referral=("gp",), phone="1")
    assert completeness_of(full) == 6


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Autism", "autism"), ("ADHD", "ADHD"), ("Down syndrome", "Down syndrome"), ("By phone", "by phone"),
     ("British Sign Language", "British Sign Language")],
)  # fmt: skip
def test_labels_inside_a_line(label, inside):
    assert lower_first(label) == inside


@pytest.mark.parametrize(
    ("miles", "words"),
    [(0.04, "less than 0.1 miles"), (1.0, "1 mile"), (1.24, "1.2 miles"), (9.96, "10 miles"), (12.4, "12 miles")],
)
def test_miles_in_words(miles, words):
    assert miles_in_words(miles) == words
