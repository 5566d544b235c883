"""What a council shows first is there from the next search on, on both engines, in its order, until its day."""

from datetime import timedelta

from django.utils import timezone

from search.guidance.models import BestBet, BestBetDocument
from search.interpretation import understand
from search.parameters import Parameters
from search.selectors import find
from tests.contract.listings import listing

BETS = "/admin/snippets/guidance/bestbet/"


def _names(words, **parameters):
    return [hit.document.name for hit in find(parameters=Parameters(q=words, **parameters)).hits]


def _posted(phrases, *keys, last_day=""):
    """What the admin's form sends."""
    data = {"phrases": phrases, "last_day": last_day, "documents-INITIAL_FORMS": "0", "documents-MAX_NUM_FORMS": "5"}
    data["documents-TOTAL_FORMS"] = str(len(keys))
    for number, key in enumerate(keys):
        data |= {f"documents-{number}-key": key, f"documents-{number}-ORDER": str(number + 1)}
    return data


def _bet(phrases, *keys, **fields):
    bet = BestBet.objects.create(phrases=phrases, **fields)
    for number, key in enumerate(keys):
        BestBetDocument.objects.create(bet=bet, key=key, name=key, sort_order=number)
    return bet


def test_a_best_bet_comes_first_in_the_next_search_and_in_its_order(search, admin):
    search.put(*(listing(name, key=f"service:{name}") for name in ("Sleep clinic", "Duvet shop", "Night line")))
    assert _names("sleep") == ["Sleep clinic"]

    answer = admin.post(f"{BETS}add/", _posted("sleep\nbad nights", "service:Night line", "service:Duvet shop"))

    assert answer.status_code == 302
    assert _names("sleep help for my son") == ["Night line", "Duvet shop", "Sleep clinic"]
    assert _names("bad nights")[:2] == ["Night line", "Duvet shop"]


def test_it_is_shown_as_the_councils_choice_and_can_be_taken_away(alpha):
    _bet("sleep", "service:a")

    assert understand("sleep").pinned == ("service:a",)
    assert ("best-bet", "sleep") in {(chip.kind, chip.value) for chip in understand("sleep").chips}
    assert understand("sleep", ignore=frozenset({"best-bet:sleep"})).pinned == ()


def test_the_longer_phrase_goes_first_and_none_comes_twice(alpha):
    _bet("sleep", "service:a", "service:b")
    _bet("sleep clinic", "service:b", "service:c")

    assert understand("a sleep clinic near me").pinned == ("service:b", "service:c", "service:a")


def test_it_ends_after_its_last_day(alpha):
    today = timezone.localdate()
    _bet("sleep", "service:a", last_day=today)
    _bet("feeding", "service:b", last_day=today - timedelta(days=1))

    assert understand("sleep").pinned == ("service:a",)
    assert understand("feeding").pinned == ()


def test_a_document_that_is_gone_is_left_out_and_flagged(search, admin):
    search.put(listing("Sleep clinic", key="service:a"), listing("Night line", key="service:b"))
    _bet("sleep", "service:b")
    assert "no longer published" not in admin.get(BETS).text

    search.remove("service:b")

    assert _names("sleep") == ["Sleep clinic"]
    assert "no longer published" in admin.get(BETS).text


def test_its_document_must_be_one_that_families_can_find(admin):
    text = admin.post(f"{BETS}add/", _posted("sleep", "service:nowhere")).text

    assert "This is no longer published." in text
    assert not BestBet.objects.exists()


def test_it_needs_a_document(admin):
    assert admin.post(f"{BETS}add/", _posted("sleep")).status_code == 200
    assert not BestBet.objects.exists()


def test_its_document_is_chosen_by_name(search, admin):
    search.put(listing("Sleep clinic", key="service:a"), listing("Night line", key="service:b"))

    text = admin.get("/admin/guidance/documents/?q=sleep").json()["html"]

    assert "Sleep clinic (service)" in text
    assert "Night line" not in text
    chosen = admin.get("/admin/guidance/documents/chosen/service_3Aa/").json()["result"]
    assert (chosen["id"], chosen["title"]) == ("service:a", "Sleep clinic (service)")


def test_other_councils_have_none_of_it(alpha, beta):
    from tenants.councils.scope import council_scope

    _bet("sleep", "service:a")
    with council_scope(beta):
        assert understand("sleep").pinned == ()
