"""`/api/suggest`: what the letters typed so far may be the beginning of."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.index.services.documents import remove_document
from search.places.models import NamedPlace
from search.suggestions import MOST, suggest
from tests.contract.listings import listing, put


def place(name, district="E06000042"):
    NamedPlace.objects.create(key=name.lower(), name=name, district=district, latitude=52.0, longitude=-0.7)


def labels(text, kind=None):
    return [each["label"] for each in suggest(text) if kind in (None, each["kind"])]


def test_every_kind_is_offered_with_its_address(alpha):
    put(listing("Sleep clinic"), listing("Sleep tips", key="page:tips", kind="page"))
    place("Sleepford")
    assert suggest("sle") == [
        {"kind": "need", "label": "Sleep", "url": "/search/?need=sleep"},
        {"kind": "place", "label": "Sleepford", "url": "/search/?place=Sleepford"},
        {"kind": "service", "label": "Sleep clinic", "url": "/services/service:sleep-clinic/"},
        {"kind": "page", "label": "Sleep tips", "url": "/services/page:tips/"},
    ]


def test_names_that_begin_so_come_before_those_in_which_a_later_word_does(alpha):
    put(listing("A night at home"), listing("Night Owls"), listing("Knights"), listing("Nightingale"))
    assert labels("nig") == ["Night Owls", "Nightingale", "A night at home"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nigt owls", "Night Owls"),
        ("brookmeed sch", "Brookmead School"),
        ("tramploine", "Big Trampoline Club"),
        ("autsim", "Autism"),
        ("blechley", "Bletchley"),
        ("speach", "Speech, language and communication"),
    ],
)
def test_a_small_slip_is_forgiven(alpha, typed, meant):
    put(listing("Night Owls"), listing("Brookmead School"), listing("Big Trampoline Club"), listing("Other"))
    place("Bletchley")
    assert labels(typed) == [meant]


@pytest.mark.parametrize("typed", ["qqqq", "xylophone", "nigt xowls", "nx", "%", "__", "owlsnight"])
def test_what_is_like_nothing_suggests_nothing(alpha, typed):
    put(listing("Owl Night"), listing("Trampoline"))
    assert suggest(typed) == []


@pytest.mark.parametrize(
    ("said", "need"), [("asd", "Autism"), ("ASC", "Autism"), ("meltdowns", "Distressed behaviour and meltdowns")]
)
def test_families_own_words_lead_to_the_need(alpha, said, need):
    assert labels(said, "need")[0] == need


def test_no_kind_crowds_the_others_out(alpha):
    put(*(listing(f"Sleep {number}") for number in range(20)))
    put(*(listing(f"Sleep page {number}", kind="page", key=f"page:{number}") for number in range(9)))
    found = suggest("sleep")
    assert len(found) == MOST
    assert [each["kind"] for each in found].count("page") == 2


def test_taken_away_listings_and_other_councils_places_are_not_offered(alpha):
    put(listing("Sleep clinic"))
    remove_document(key="service:sleep-clinic")
    place("Sleepham", district="E08000009")
    assert labels("slee") == ["Sleep"]


def test_one_query_and_one_more_for_a_slip(alpha):
    put(*(listing(f"Sleep {number}") for number in range(30)))
    suggest("warm the cache")

    def queries(text):
        with CaptureQueriesContext(connection) as context:
            suggest(text)
        sent = (query["sql"] for query in context.captured_queries)
        return sum(not sql.startswith(("SET search_path", "SAVEPOINT", "RELEASE")) for sql in sent)

    assert queries("slee") == 1
    assert queries("slepe") == 2


def test_places_are_kept_for_each_council_apart(councils):
    from tenants.councils.scope import council_scope

    place("Bletchley")
    place("Altrincham", district="E08000009")
    cache.clear()
    with council_scope(councils.alpha):
        assert labels("bletch") == ["Bletchley"]
    with council_scope(councils.beta):
        assert labels("bletch") == []
        assert labels("altr") == ["Altrincham"]
