"""The contract says what the code does: commands, addresses, parameters, columns and codes."""

import re
from dataclasses import fields
from uuid import uuid4

import pytest
from django.urls import Resolver404, resolve
from wagtail.views import serve

from providers.imports.listing_csv.columns import COLUMNS, PLACE_COLUMNS, REQUIRED
from search import vocabulary
from search.matching.filters import VOCABULARIES
from search.parameters import Parameters
from search.query import PER_PAGE_CHOICES, Sort
from tests.unit.project.commands import is_command, our_commands
from tests.unit.project.contract import CONTRACT, Line, item, section, table

COMMANDS = table("The `localoffer` command")
ADDRESSES = table("Addresses")
GROUPS = {**VOCABULARIES, "organisation_kind": vocabulary.ORGANISATION_KIND}


def words_of(command: str) -> tuple[str, ...]:
    """`council create` of `localoffer council create SLUG --name NAME`."""
    return tuple(re.match(r"localoffer ((?:[a-z][a-z-]* ?)+)", command)[1].split())


def is_address_of_ours(path: str) -> bool:
    """Whether a council's host answers with something else than Wagtail's page of that address."""
    path = path.replace("<uuid>", str(uuid4())).replace("<slug>", "club").replace("<token>", "abc")
    try:
        return path == "/" or resolve(path, urlconf="localoffer.urls.council").func is not serve
    except Resolver404:
        return False


@pytest.mark.parametrize("line", COMMANDS, ids=lambda line: " ".join(words_of(line.codes[0])))
def test_a_command_is_there_unless_it_is_still_to_come(line: Line):
    assert is_command(*words_of(line.codes[0])) is not line.later


def test_every_command_of_ours_is_in_the_contract():
    named = {" ".join(words_of(line.codes[0])) for line in COMMANDS if not line.later}

    assert set(our_commands()) == named


@pytest.mark.parametrize("line", ADDRESSES, ids=lambda line: line.codes[0])
def test_an_address_is_answered_unless_it_is_still_to_come(line: Line):
    assert is_address_of_ours(line.codes[0]) is not line.later


def test_parameters_are_those_that_a_search_reads():
    named = [code for line in table("Search parameters") for code in line.codes]
    read = {"not" if field.name == "removed" else field.name for field in fields(Parameters)}

    assert sorted(named) == sorted(read)


@pytest.mark.parametrize(
    ("parameter", "choices"), [("kind", list(vocabulary.KIND)), ("sort", list(Sort)), ("view", ["list", "map"])]
)
def test_choices_of_a_parameter_are_its_own(parameter, choices):
    assert f"| `{parameter}` | `{choices[0]}` (the default)" in CONTRACT
    row = re.search(rf"^\| `{parameter}` \|(.*)$", section("Search parameters"), re.MULTILINE)[1]
    assert re.findall(r"`([^`]+)`", row) == choices


def test_sizes_of_a_page_are_those_that_can_be_chosen():
    assert re.search(r"10, 20 \(the default\) or 50", section("Search parameters"))
    assert PER_PAGE_CHOICES == (10, 20, 50)


def test_columns_are_those_of_the_listing_csv_in_their_order():
    assert item("Listing CSV", "The columns, lists marked with *:") == COLUMNS
    assert (
        item("Listing CSV", "More places for one listing: repeat the row with the same `external_id`") == PLACE_COLUMNS
    )
    assert all(f"`{column}`" in section("Listing CSV").partition("required")[0] for column in REQUIRED)


@pytest.mark.parametrize("group", GROUPS)
def test_codes_of_a_fixed_vocabulary_are_its_own(group):
    assert item("Vocabulary", f"`{group}`:") == tuple(GROUPS[group])


@pytest.mark.parametrize(
    ("beginning", "terms"), [("`needs` (the parameter is `need`):", vocabulary.NEEDS), ("`topic`:", vocabulary.TOPICS)]
)
def test_starter_terms_are_those_that_every_council_gets(beginning, terms):
    assert item("Vocabulary", beginning) == tuple(term.code for term in terms)


def test_areas_broader_terms_and_census_codes_of_needs_are_theirs():
    broader = {term.broader for term in vocabulary.NEEDS if term.broader}
    narrower = tuple(term.code for term in vocabulary.NEEDS if term.broader)
    census = {term.census_code for term in vocabulary.NEEDS if term.census_code}

    assert {"specific-learning-difficulty"} == broader
    assert item("Vocabulary", "`specific-learning-difficulty`") == narrower
    assert item("Vocabulary", "Each term belongs to one or more areas of need:") == tuple(vocabulary.AREA_OF_NEED)
    assert (
        set(re.findall(r"\b[A-Z]{2,4}\b", section("Vocabulary").partition("school census:")[2].partition(".")[0]))
        == census
    )
