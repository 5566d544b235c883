"""A listing's codes and numbers in families' words."""

from types import SimpleNamespace

import pytest

from search.documents import Hit, Place, SearchDocument
from search.taxonomy.models import Term
from search.templatetags.listing_words import (
    ages,
    either,
    first_price,
    label,
    labels,
    miles,
    need_labels,
    price,
    radius_choices,
    search_problems,
    sort_choices,
    where,
)


def document(**fields):
    return SearchDocument(key="service:1", kind="service", uuid="1", name="Night Owls", url="/", **fields)


def place(label="Bletchley, MK3 6EB"):
    return Place(uuid="1", label=label, latitude=52, longitude=-1)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (None, None, ""),
        (2, 16, "Ages 2 to 16"),
        (0, 5, "Up to age 5"),
        (None, 5, "Up to age 5"),
        (16, None, "Age 16 and over"),
        (4, 4, "Age 4"),
        (0, None, "From birth"),
        (0, 0, "Under 1"),
    ],
)
def test_ages_read_as_a_family_says_them(low, high, words):
    assert ages(SimpleNamespace(age_min=low, age_max=high)) == words


@pytest.mark.parametrize(
    ("free", "detail", "words"),
    [
        (True, "", "Free"),
        (True, "Free on the NHS", "Free on the NHS"),
        (True, "£5 for lunch", "£5 for lunch"),
        (False, "", "There is a cost"),
        (False, "£5 a session", "£5 a session"),
        (None, "", ""),
        (None, "£5 a session", "£5 a session"),
    ],
)
def test_a_price_is_said_once(free, detail, words):
    assert price(SimpleNamespace(free=free), detail) == words


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (None, ""),
        (0.02, "less than 0.1 miles"),
        (0.14, "0.1 miles"),
        (1.0, "1 mile"),
        (11.04, "11 miles"),
        (1.26, "1.3 miles"),
    ],
)
def test_a_distance_is_as_exact_as_it_is_useful(distance, words):
    assert miles(distance) == words


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], ""),
        (["Ask your GP"], "Ask your GP"),
        (["Contact them yourself", "Ask your GP"], "Contact them yourself; or ask your GP"),
        (["One", "Two", "Three"], "One; two; or three"),
    ],
)
def test_ways_in_read_as_one_sentence(options, words):
    assert either(options) == words


@pytest.mark.parametrize(
    ("fields", "nearest", "words"),
    [
        ({"places": (place(),)}, place(), "Bletchley, MK3 6EB"),
        (
            {"places": (place(), place("Olney")), "delivery": ("home",)},
            None,
            "Bletchley, MK3 6EB and 1 other place; at your home",
        ),
        ({"places": (place(),) * 3}, place("Olney"), "Olney and 2 other places"),
        ({"reach": "national", "delivery": ("phone", "online")}, None, "Across England; online, by phone"),
        ({}, None, ""),
    ],
)
def test_a_card_says_where(fields, nearest, words):
    assert where(Hit(document=document(**fields), nearest=nearest)) == words


def test_codes_read_in_the_vocabularys_order_and_unknown_ones_are_left_out():
    assert labels(("health", "education", "magic"), "SECTOR") == ["Education", "Health"]
    assert (label("universal", "TIER"), label("", "TIER")) == ("For everyone", "")


@pytest.mark.django_db
def test_a_card_names_the_first_needs_in_the_councils_words(alpha):
    Term.objects.needs().filter(code="autism").update(label="Autistic people")
    shown = document(needs=("autism", "adhd", "sleep", "anxiety", "vision", "hearing"))
    assert need_labels(shown) == "Autistic people, ADHD, Sleep, Anxiety and 2 more"
    assert need_labels(document(needs=("adhd",))) == "ADHD"


def test_nearest_first_is_offered_only_from_somewhere():
    somewhere = SimpleNamespace()
    assert "distance" not in dict(sort_choices(SimpleNamespace(located=None, kind="service")))
    assert "distance" not in dict(sort_choices(SimpleNamespace(located=somewhere, kind="page")))
    assert "distance" in dict(sort_choices(SimpleNamespace(located=somewhere, kind="service")))


@pytest.mark.parametrize(
    ("free", "cost", "words"),
    [
        (None, "", ""),
        (True, "", "Free"),
        (False, "", "There is a cost"),
        (False, "£5.50 a session", "£5.50 a session"),
        (None, "£5.50 a session; siblings: £2", "£5.50 a session and other prices"),
        (True, "£5 for lunch", "£5 for lunch"),
        (False, "£5 a session for families who live in the area of the council", "There is a cost"),
        (None, "£5 a session for families who live in the area of the council", "There is a cost"),
    ],
)
def test_a_card_has_the_first_price(free, cost, words):
    assert first_price(document(free=free, cost=cost)) == words


def test_a_distance_that_came_with_a_link_is_among_those_to_choose():
    assert radius_choices(None)[:2] == [("1", "Within 1 mile", False), ("3", "Within 3 miles", False)]
    assert radius_choices(2.5)[:3] == [
        ("1", "Within 1 mile", False), ("2.5", "Within 2.5 miles", True), ("3", "Within 3 miles", False),
    ]  # fmt: skip
    assert [chosen for _, _, chosen in radius_choices(3.0)] == [False, True, False, False, False]


def test_what_is_wrong_in_a_search_leads_to_its_field_or_says_what_it_is_about():
    wrong = {"age": "Too old.", "radius": "Too far.", "setting_type": "x" * 200}
    age, radius, setting = search_problems(wrong)
    assert (age, radius) == (("age", "Too old."), ("", "Distance: Too far."))
    assert setting[1].startswith("Setting type: xxx")
    assert len(setting[1]) < 120
