"""Words understood in a council, with its own labels and places."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.interpretation import understand
from search.places.models import NamedPlace, PostcodeArea
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.services.terms import seed_terms
from tenants.councils.errors import UnknownCouncil


@pytest.fixture(autouse=True)
def _council_knows(alpha):
    seed_terms()
    NamedPlace.objects.create(key="bletchley", name="Bletchley", district="E06000042", latitude=51.99, longitude=-0.73)
    PostcodeArea.objects.create(code="MK9", latitude=52.04, longitude=-0.75, district="E06000042", number=1)


def _chips(words, **options):
    return {f"{chip.kind}:{chip.value}" for chip in understand(words, **options).chips}


def test_needs_ages_and_an_outcode_are_understood():
    understood = understand("autistic 6 year old who can't sleep MK9")

    assert {chip.label for chip in understood.chips} == {"Autism", "age 6", "Sleep", "near MK9"}
    assert understood.located is not None
    assert understood.located.precision == "outcode"
    assert understood.wishes.age == 6


def test_a_place_of_the_council_is_understood():
    assert "place:Bletchley" in _chips("wheelchair swimming near Bletchley")


def test_a_chip_can_be_taken_away():
    assert "need:sleep" not in _chips("autism sleep", ignore=frozenset({"need:sleep"}))


def test_the_councils_own_name_tells_nothing():
    assert understand("Alpha Council").terms == ()
    assert [term.needs for term in understand("autism in Alpha Council").terms] == [("autism",)]


def test_a_councils_new_term_is_understood_at_once():
    assert _chips("forest bathing") == set()

    Term.objects.create(vocabulary=Vocabulary.TOPIC, code="forest-bathing", label="Forest bathing")

    assert _chips("forest bathing") == {"topic:forest-bathing"}


def test_an_unknown_postcode_is_said_and_the_rest_is_understood():
    understood = understand("autism ZE1 0AA")

    assert understood.problem.startswith("We don't know the postcode ZE1 0AA.")
    assert [chip.value for chip in understood.chips] == ["autism"]


def test_more_words_need_no_more_queries():
    understand("trombone")
    counts = []
    for words in ("autism trombone mk9", "autism trombone mk9 near the old mill with 20 more words " * 3):
        with CaptureQueriesContext(connection) as context:
            understand(words)
        counts.append(len([query for query in context.captured_queries if "SELECT" in query["sql"]]))

    assert counts[0] == counts[1] <= 6  # two of them ask what the words are worth, one for towns of listings


def test_understanding_needs_a_council(councils):
    connection.set_schema_to_public()

    with pytest.raises(UnknownCouncil):
        understand("autism")
