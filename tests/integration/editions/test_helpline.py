"""The helpline finds services for a caller and gives them as a pack; nothing of the caller is kept."""

from dataclasses import replace
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from kombu.exceptions import OperationalError
from pypdf import PdfReader

from cms.editions.models import CopyRequest
from cms.editions.views import helpline
from search.shortlist.tasks import mail_list
from tests.contract.listings import listing, put
from tests.factories import PersonFactory

HOME = "/admin/helpline/"
OWLS, CLUB = "5bbda3f6-fd53-4da6-820d-de990732e748", "b4ae5702-4fc4-4747-bff1-6ca851ccbb4e"


@pytest.fixture
def desk(alpha, with_second_factor, client_for):
    return client_for(alpha, with_second_factor(PersonFactory.create(officer=True, name="Ona Officer")))


@pytest.fixture(autouse=True)
def _services(alpha):
    put(*(replace(listing(name, key=f"service:{key}"), uuid=key) for name, key in (("Owls", OWLS), ("Club", CLUB))))


def page_of(response):
    return BeautifulSoup(response.text, "html.parser")


def pack(desk, **given):
    return desk.post(f"{HOME}pack/", {"ids": f"{OWLS},{CLUB}", "format": "page", "act": "print", **given})


def test_services_are_found_added_and_taken_off_by_links(desk):
    found = page_of(desk.get(f"{HOME}?q=owls"))
    add = found.select_one('.desk-table a[href^="?"]')["href"]
    chosen = page_of(desk.get(f"{HOME}{add}"))
    assert chosen.select_one("input[name=ids]")["value"] == OWLS
    assert "In the pack" in chosen.text
    assert chosen.select_one("#helpline-q")["value"] == "owls"
    off = chosen.select_one('ol a[href^="?"]')["href"]
    assert "Nothing in it yet" in desk.get(f"{HOME}{off}").text


def test_a_pack_is_printed_with_its_note_in_the_order_of_choosing(desk):
    shown = page_of(pack(desk, note="Ask for <b>Jo</b>.\nBring a coat.", format="page-20"))
    assert [each.text for each in shown.select(".ed-book--20 h3")] == ["1. Owls", "2. Club"]
    assert "Bring a coat." in shown.select_one(".ed-note").text


def test_a_pack_is_a_pdf_or_text_too(desk):
    pdf = pack(desk, note="Ask for Jo.", format="pdf-16")
    text = PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    assert "Ask for Jo." in text
    assert "1. Owls" in pack(desk, format="text").text


def test_a_pack_is_mailed_with_its_note(desk, monkeypatch):
    handed = []
    monkeypatch.setattr(helpline, "enqueue_list_mail", lambda **given: handed.append(given))
    answer = pack(desk, act="mail", email="jo@example.org", note="Ask for <Jo>.")
    assert answer.status_code == 302
    assert "jo@" not in answer["Location"]
    mail_list(address=handed[0]["address"], ids=list(handed[0]["ids"]), note=handed[0]["note"])
    (sent,) = mail.outbox
    assert sent.to == ["jo@example.org"]
    assert sent.body.startswith("Ask for <Jo>.")
    assert "Ask for &lt;Jo&gt;." in sent.alternatives[0][0]
    assert "Jo" not in sent.subject


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"act": "mail"}, "Enter the address"),
        ({"act": "mail", "email": "nonsense"}, "email"),
        ({"format": "papyrus"}, "Error"),
        ({"ids": ""}, "Choose a service first"),
        ({"ids": "nonsense"}, "not the id of a service"),
        ({"note": "a" * 20_000}, "Error"),
    ],
)
def test_what_is_wrong_is_said_and_the_note_stays(desk, given, words):
    response = pack(desk, **{"note": "Ask for Jo.", **given})
    assert response.status_code == 422
    assert words in response.text
    assert given.get("note", "Ask for Jo.") in response.text or "ids" in given


def test_a_broker_that_is_down_is_said(desk, monkeypatch):
    def down(**_):
        raise OperationalError

    monkeypatch.setattr(helpline, "enqueue_list_mail", down)
    response = pack(desk, act="mail", email="jo@example.org")
    assert response.status_code == 422
    assert "jo@example.org" in response.text


def test_a_search_that_cannot_be_read_is_said(desk):
    assert desk.get(f"{HOME}?age=old").status_code == 400


def test_nothing_of_the_caller_is_kept(desk, caplog):
    pack(desk, note="Caller Zebedee")
    desk.get(f"{HOME}?q=zebedee")
    assert not CopyRequest.objects.exists()
    assert "ebedee" not in caplog.text


def test_a_full_pack_takes_no_more(desk):
    ids = ",".join(f"{number:08}-0000-4000-8000-000000000000" for number in range(50))
    response = desk.get(f"{HOME}?q=owls&ids={ids}")
    assert "up to 50" in response.text
    assert not page_of(response).select('.desk-table a[href^="?"]')
