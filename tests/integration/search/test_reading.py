"""Reading what listings say, on the real model: what is meant is found whatever its words."""

import logging
from pathlib import Path

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from localoffer.settings.env import env
from search.index.models import SearchRow
from search.index.services.documents import put_document, remove_document
from search.meaning import encoder as encoders
from search.parameters import read_parameters
from search.reading import nearest
from search.reading.models import Reading, WordCount
from search.reading.selectors import rarity_of
from search.reading.services import read_documents
from search.results.reasons import MEANT
from search.selectors import find
from tenants.councils.scope import council_scope
from tests.contract.listings import listing

LISTINGS = (
    ("Saturday sitters", "A carer comes to your home and stays with your daughter while you go out."),
    ("Chess evenings", "Learn openings and play matches against other members."),
    ("Harbour sailing", "Dinghies and crews for beginners on the lake."),
    ("Bookbinding", "Leather, thread and glue in a quiet workshop."),
    ("Beekeepers", "Hives, honey and swarms explained."),
    ("Model railways", "Build small trains and landscapes."),
)
SEARCH_MODEL = env("SEARCH_MODEL")
"""The better model's file, where it is here."""
SEARCH = "yachts"


@pytest.fixture(autouse=True)
def nothing_kept(settings):
    """Neither what another test's councils say nor its model: this one is always there."""
    settings.SEARCH_MEANING, settings.SEARCH_MODEL = True, ""
    forget()
    yield
    forget()


def forget():
    encoders.encoder.cache_clear()
    nearest.forget_readings()
    nearest._vector_of.cache_clear()


def put_all():
    for name, text in LISTINGS:
        put_document(document=listing(name, description=text))
    assert read_documents() == len(LISTINGS)


@pytest.fixture
def listings(alpha):
    """Six listings, each about something else, read."""
    put_all()


def search(words):
    asked = QueryDict(mutable=True)
    asked.update({"q": words})
    return find(parameters=read_parameters(asked))


@pytest.mark.parametrize("model", sorted({"", SEARCH_MODEL}), ids=lambda file: Path(file).stem or "small")
def test_what_is_meant_is_found_though_no_word_of_it_was_typed(alpha, settings, model):
    settings.SEARCH_MODEL = model
    put_all()
    found = search(SEARCH)
    assert found.hits[0].document.name == "Harbour sailing"
    assert MEANT in found.hits[0].why


def test_with_meaning_switched_off_search_goes_by_words(listings, settings):
    settings.SEARCH_MEANING = False
    forget()
    assert search(SEARCH).total == 0
    assert [hit.document.name for hit in search("honey").hits] == ["Beekeepers"]


def test_a_model_that_is_cut_is_logged_once_and_done_without(listings, settings, tmp_path, caplog):
    broken = tmp_path / "model.onnx"
    broken.write_bytes(b"not the whole model")
    settings.SEARCH_MODEL = str(broken)
    forget()
    with caplog.at_level(logging.ERROR):
        assert [hit.document.name for hit in search("honey").hits] == ["Beekeepers"]
        assert search(SEARCH).total == 0
    assert [record.message for record in caplog.records].count("search.meaning_not_loaded") == 1


@pytest.mark.parametrize("words", ["x" * 300, "q", "🙂🙂", "сон дети", "\x00\x07", "zzqx wvvq"])
def test_odd_words_are_answered(listings, words):
    assert search(words).total <= len(LISTINGS)


def test_what_means_nothing_is_near_to_nothing(listings):
    assert search("zzqx wvvq").total == 0


def test_the_same_text_is_read_once_and_a_new_one_anew(listings):
    assert read_documents() == 0
    name, _ = LISTINGS[0]
    put_document(document=listing(name, description="Trumpets and drums in a brass band."))
    assert read_documents() == 1
    assert search("orchestra").hits[0].document.name == name


def test_what_is_gone_is_neither_found_nor_counted(listings):
    gone = listing("Beekeepers")
    remove_document(key=gone.key)
    read_documents()
    assert search("honey").total == 0
    assert WordCount.objects.get(stem="").documents == len(LISTINGS) - 1
    assert not WordCount.objects.filter(stem="honey").exists()


def test_a_document_that_is_gone_for_good_is_forgotten(listings):
    SearchRow.objects.filter(key=listing("Beekeepers").key).delete()
    read_documents()
    assert Reading.objects.count() == len(LISTINGS) - 1


def test_a_word_that_few_have_is_rarer(listings):
    rarity = rarity_of({"and", "honey", "swarm", "nobodi"})
    assert rarity.of({"and"}) < rarity.of({"honey"}) <= rarity.of({"nobodi"})
    assert rarity.of({"and", "honey"}) == rarity.of({"honey"})


def test_before_anything_was_read_no_word_is_rare(alpha):
    assert rarity_of({"honey"}).of({"honey"}) == 0


def test_a_need_that_a_listing_speaks_of_lifts_it(alpha):
    put_document(document=listing("A club", description="Games and snacks."))
    put_document(document=listing("B club", description="Games and snacks for autistic children."))
    read_documents()
    found = nearest.nearest("", {"need:autism"})
    assert [key for key, _ in found.points] == [listing("B club").key]


def test_a_document_that_says_nothing_is_read_beside_those_that_do(listings):
    search(SEARCH)
    put_document(document=listing(""))
    read_documents()
    assert search(SEARCH).hits[0].document.name == "Harbour sailing"
    put_document(document=listing("Rowers", description="Boats and oars on the river."))
    read_documents()
    assert {"Rowers", "Harbour sailing"} <= {hit.document.name for hit in search("yachts").hits}


def test_what_one_council_reads_is_near_to_no_search_of_another(listings, councils):
    with council_scope("beta"):
        assert nearest.nearest(SEARCH, {"need:autism"}) == nearest.Nearest()
        assert search(SEARCH).total == 0


def test_what_words_are_worth_is_asked_in_two_queries(listings):
    search(SEARCH)
    with CaptureQueriesContext(connection) as context:
        rarity_of({"honey"})
        nearest.nearest(SEARCH, ())
    asked = [query["sql"] for query in context.captured_queries if "search_reading" in query["sql"]]
    assert len(asked) == 2
