"""A council's own words are read from the next search on, on both engines, in that council alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.guidance.models import CouncilPhrase
from search.interpretation import understand
from search.parameters import Parameters
from search.selectors import find
from search.taxonomy.services.terms import seed_terms
from tenants.councils.scope import council_scope
from tests.contract.listings import listing

WORDS = "/admin/snippets/guidance/councilphrase/"


def _names(words, **parameters):
    return [hit.document.name for hit in find(parameters=Parameters(q=words, **parameters)).hits]


def _chips(words, **options):
    return {f"{chip.kind}:{chip.value}" for chip in understand(words, **options).chips}


def test_a_word_an_officer_adds_is_read_by_the_next_search(search, admin):
    search.put(listing("Quiet swim", needs=("sensory-processing",)), listing("Dry cleaning"))
    assert _names("splodgy") == []

    answer = admin.post(f"{WORDS}add/", {"phrases": "splodgy\nsplodgy days", "needs": ["sensory-processing"]})

    assert answer.status_code == 302
    assert _names("splodgy day for my son") == ["Quiet swim"]
    assert _chips("splodgy") == {"need:sensory-processing"}


def test_other_words_find_what_listings_call_it(search, admin):
    search.put(listing("Example Hydro Pool"), listing("Dry cleaning"))

    admin.post(f"{WORDS}add/", {"phrases": "the big bath", "synonyms": "hydro pool"})

    assert _names("the big bath") == ["Example Hydro Pool"]
    assert _chips("big bath") == {"words:big bath"}


def test_the_councils_meaning_goes_before_the_platforms(alpha):
    seed_terms()
    assert _chips("rainbow club") != {"topic:short-breaks"}

    CouncilPhrase.objects.create(phrases="rainbow club", topics=["short-breaks"], wishes=["free:yes", "day:weekend"])

    assert _chips("rainbow club") == {"topic:short-breaks", "free:yes", "day:weekend"}
    assert understand("rainbow club").wishes.free


@pytest.mark.parametrize("chip", ["topic:short-breaks", "words:big bath"])
def test_a_councils_word_can_be_taken_away(alpha, chip):
    seed_terms()
    CouncilPhrase.objects.create(phrases="glimmer nights", topics=["short-breaks"])
    CouncilPhrase.objects.create(phrases="big bath", synonyms="hydro pool")

    assert chip in _chips("glimmer nights big bath")
    assert chip not in _chips("glimmer nights big bath", ignore=frozenset({chip}))


def test_a_changed_or_deleted_word_is_forgotten_at_once(alpha):
    seed_terms()
    word = CouncilPhrase.objects.create(phrases="splodgy", needs=["sleep"])
    assert _chips("splodgy") == {"need:sleep"}

    word.needs = ["feeding"]
    word.save()
    assert _chips("splodgy") == {"need:feeding"}

    word.delete()
    assert _chips("splodgy") == set()


def test_another_council_never_sees_it(alpha, beta):
    seed_terms()
    CouncilPhrase.objects.create(phrases="splodgy", needs=["sleep"])
    assert _chips("splodgy") == {"need:sleep"}

    with council_scope(beta):
        seed_terms()
        assert _chips("splodgy") == set()
        CouncilPhrase.objects.create(phrases="splodgy", needs=["feeding"])
        assert _chips("splodgy") == {"need:feeding"}

    assert _chips("splodgy") == {"need:sleep"}


def test_more_words_need_no_more_queries(alpha):
    seed_terms()
    counts = []
    for number in (1, 20):
        for each in range(number):
            CouncilPhrase.objects.create(phrases=f"splodgy{number}x{each}", needs=["sleep"])
        understand("autism")
        with CaptureQueriesContext(connection) as context:
            understand("splodgy1x0 autism")
        counts.append(len(context.captured_queries))

    assert counts[0] == counts[1]


def test_a_word_whose_need_the_council_gave_up_is_text(alpha):
    seed_terms()
    CouncilPhrase.objects.create(phrases="splodgy", needs=["gone"])

    assert [term.words for term in understand("splodgy").terms] == [("splodgy",)]
