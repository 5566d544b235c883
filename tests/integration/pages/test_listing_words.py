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
    parameter_words,
    price,
    radius_choices,
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
        (True, "£5 for lunch", "Free. £5 for lunch"),
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
    assert radius_choices()[0] == ("1", "Within 1 mile")


def test_a_parameter_is_called_what_families_call_it():
    assert [parameter_words(name) for name in ("radius", "setting_type")] == ["Distance", "Setting type"]


@pytest.mark.parametrize(
    ("free", "cost", "words"),
    [
        (None, "", ""),
        (True, "", "Free"),
        (False, "", "There is a cost"),
        (False, "£5.50 a session", "£5.50 a session"),
        (None, "£5.50 a session; siblings: £2", "£5.50 a session and other prices"),
        (True, "£5 for lunch", "Free. £5 for lunch"),
        (False, "£5 a session for families who live in the area of the council", "There is a cost"),
        (None, "£5 a session for families who live in the area of the council", "There is a cost"),
    ],
)
def test_a_card_has_the_first_price(free, cost, words):
    assert first_price(document(free=free, cost=cost)) == words
