"""A misspelt word of the council's own listings is corrected, and a word that a listing has never is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.index.services.documents import put_document
from search.interpretation import understand
from search.parameters import Parameters
from search.selectors import find
from tests.contract.listings import listing


def _names(words):
    return [hit.document.name for hit in find(parameters=Parameters(q=words)).hits]


def _spellings(words, **options):
    return {(chip.value, chip.label) for chip in understand(words, **options).chips if chip.kind == "spelling"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Nigt Owls", "Night Owls"),
        ("Brookmeed", "Brookmead Example School"),
        ("brookmaed school", "Brookmead Example School"),
        ("Quartzbridgge", "Pony Club"),
        ("zebrawoods", "Zebra Woods"),
    ],
)
def test_a_slip_in_a_name_finds_it(search, typed, found):
    search.put(
        listing("Night Owls"),
        listing("Brookmead Example School"),
        listing("Pony Club", organisation="Quartzbridge Trust"),
        listing("Zebra Woods"),
    )

    assert found in _names(typed)


def test_the_slip_is_a_chip_and_can_be_taken_away(alpha):
    put_document(document=listing("Brookmead Example School"))

    assert _spellings("brookmeed") == {("brookmeed", "brookmead")}
    assert _spellings("brookmeed", ignore=frozenset({"spelling:brookmeed"})) == set()
    assert understand("brookmeed").terms[0].words == ("brookmeed", "brookmead")


@pytest.mark.parametrize("where", ["name", "organisation", "summary", "description", "labels"])
def test_a_word_that_a_listing_has_is_never_corrected(alpha, where):
    put_document(document=listing("Brookmead"))
    assert _spellings("brookmeed autisn") == {("brookmeed", "brookmead"), ("autisn", "autism")}
    given = {where: ("Brookmeed autisn",) if where == "labels" else "Brookmeed autisn"}
    name = given.pop("name", "Other")
    put_document(document=listing(name, **given))

    assert _spellings("brookmeed autisn") == set()


def test_listings_that_are_gone_are_no_guide(search):
    search.put(listing("Brookmead", key="service:a"))
    search.remove("service:a")

    assert _spellings("brookmeed") == set()


def test_two_names_as_near_are_not_guessed_between(alpha):
    put_document(document=listing("Branfold"))
    put_document(document=listing("Brenfold"))

    assert _spellings("brinfold") == set()


@pytest.mark.parametrize("typed", ["o'brien", "naïveté", "%_%", "a'b:*c", "x" * 200, "привет"])
def test_odd_words_are_answered(alpha, typed):
    assert _spellings(typed) == set()


def test_unknown_words_cost_one_query_however_many_and_known_ones_none(alpha):
    counts = []
    understand("zzqqa")
    for words in ("autism", "zzqqa", "zzqqa zzqqb zzqqc zzqqd zzqqe zzqqf"):
        with CaptureQueriesContext(connection) as context:
            understand(words)
        asked = (query["sql"] for query in context.captured_queries)
        # What words are worth is asked of what was read, and is no question of spelling.
        counts.append(sum("SELECT" in sql and "search_reading" not in sql for sql in asked))

    assert counts[1] == counts[2] == counts[0] + 1, counts
