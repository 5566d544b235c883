"""`/shortlist/`: a list in an address, shared, printed and mailed without anything being kept of it."""

import re
from dataclasses import replace
from html import unescape
from smtplib import SMTPServerDisconnected
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from celery.exceptions import Retry
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from kombu.exceptions import OperationalError

from search.index.services.documents import put_document, remove_document
from search.saved import MOST
from search.shortlist import services, views
from search.shortlist.selectors import shortlist_of
from search.shortlist.tasks import mail_list
from tenants.councils.scope import council_scope
from tests.contract.listings import at, listing, north

OWLS, CLUB = "5bbda3f6-fd53-4da6-820d-de990732e748", "b4ae5702-4fc4-4747-bff1-6ca851ccbb4e"


@pytest.fixture(autouse=True)
def _https(settings):
    settings.PUBLIC_SCHEME, settings.PUBLIC_PORT = "https", ""


@pytest.fixture
def saved(alpha):
    """Two services of alpha, in the order in which they were saved."""
    owls = listing(
        "Night <Owls>", key=f"service:{OWLS}", phone="01632 960001", referral=("self", "gp"), free=True,
        open_days=("mon", "sat"), periods=("holidays",), places=at(north(1)), age_min=2, age_max=16,
    )  # fmt: skip
    club = listing("Saturday club", key=f"service:{CLUB}", temporarily_closed=True, cost="£3 a visit", free=False)
    for document in (owls, club):
        put_document(document=_with_uuid(document))
    return f"{OWLS},{CLUB}"


def _with_uuid(document):
    uuid = document.key.removeprefix("service:")
    return replace(document, uuid=uuid, url=f"/services/{uuid}/")


@pytest.fixture
def page(alpha, client_for):
    client = client_for(alpha)

    def read(query="", status=200):
        response = client.get(f"/shortlist/?{query}")
        assert response.status_code == status
        return unescape(response.content.decode())

    return read


def share_link(html):
    return re.search(r'id="share-link" value="([^"]*)"', html)[1]


def test_an_empty_list_says_how_to_begin_and_sets_nothing(alpha, client_for):
    response = client_for(alpha).get("/shortlist/")
    assert "Nothing here yet" in response.content.decode()
    assert not response.cookies
    assert "private" in response["Cache-Control"]


def test_the_list_shows_what_a_family_needs_in_the_order_of_saving(page, saved):
    html = page(f"ids={CLUB},{OWLS}")
    assert html.index("Saturday club") < html.index("Night <Owls>")
    for words in (
        "01632 960001",
        "Contact them yourself; or ask your GP",
        "Monday and Saturday, school holidays",
        "<dt>Ages</dt><dd>2 to 16</dd>",
        "Somewhere",
        "£3 a visit",
        "Closed for now",
    ):
        assert words in html
    assert "2 services from the SEND Local Offer of Alpha Council" in html


def test_markup_in_a_name_stays_text(alpha, client_for, saved):
    html = client_for(alpha).get(f"/shortlist/?ids={saved}").content.decode()
    assert "<Owls>" not in html
    assert html.count("Night &lt;Owls&gt;") >= 2


def test_a_service_can_be_taken_off_and_put_back(page, saved):
    html = page(f"ids={saved}")
    assert f"/shortlist/?ids={CLUB}&removed={OWLS}" in html
    after = page(f"ids={CLUB}&removed={OWLS}")
    assert "“Night <Owls>” is off the list" in after
    assert f"/shortlist/?ids={CLUB},{OWLS}" in after


def test_the_list_can_be_cleared_and_put_back(page, saved):
    assert f"/shortlist/?removed={saved}" in page(f"ids={saved}")
    html = page(f"removed={saved}")
    assert "The list is empty now" in html
    assert f"/shortlist/?ids={saved}" in html


def test_the_search_on_the_list_carries_it_on(page, saved):
    assert page(f"ids={saved}").count('<input type="hidden" name="ids"') == 2


def test_a_service_that_is_gone_is_said_to_be(page, saved):
    remove_document(key=f"service:{CLUB}")
    html = page(f"ids={saved},{uuid4()}")
    assert "2 services on this list are no longer in the Local Offer" in html
    assert "Night <Owls>" in html
    assert "no longer in the Local Offer" in page(f"ids={CLUB}")


def test_what_is_gone_can_be_taken_off_the_list(page, saved):
    remove_document(key=f"service:{CLUB}")
    assert f'href="/shortlist/?ids={OWLS}" rel="nofollow" data-take-off="{CLUB}"' in page(f"ids={saved}")
    assert f'href="/shortlist/" rel="nofollow" data-take-off="{CLUB}"' in page(f"ids={CLUB}")
    assert "It is off the list" in page(f"ids={OWLS}&removed={CLUB}")


def test_a_shared_list_is_not_the_readers_to_change(page, saved):
    html = page(f"ids={saved}")
    remove_document(key=f"service:{CLUB}")
    shared = page(share_link(html).split("?")[1])
    assert "no longer in the Local Offer" in shared
    assert "data-take-off" not in shared


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("ids=abc", id="no id"),
        pytest.param(f"ids={OWLS},{OWLS[:-1]}", id="half an id"),
        pytest.param("ids=" + ",".join(str(uuid4()) for _ in range(MOST + 1)), id="too many"),
        pytest.param("removed=x", id="nothing to put back"),
        pytest.param("list=", id="empty link"),
        pytest.param("list=abc", id="broken link"),
        pytest.param("ids=%00", id="zero byte"),
    ],
)
def test_an_address_that_is_not_whole_is_refused_clearly(page, query):
    assert "This list can’t be shown" in page(query, status=400)


def test_a_full_list_is_shown(page, saved):
    ids = [OWLS, *(str(uuid4()) for _ in range(MOST - 1))]
    html = page("ids=" + ",".join(ids))
    assert f"{MOST - 1} services on this list are no longer" in html
    assert len(share_link(html)) < 2000


def test_a_shared_list_says_its_day_and_belongs_to_its_council(page, client_for, saved, councils):
    link = urlsplit(share_link(page(f"ids={saved}")))
    assert link.netloc == "alpha.localhost"
    shared = page(link.query)
    assert "A shared list" in shared
    assert "Saturday club" in shared
    assert "data-take-off" not in shared
    elsewhere = client_for(councils.beta).get(f"/shortlist/?{link.query}")
    assert elsewhere.status_code == 400
    assert b"Saturday club" not in elsewhere.content
    token = parse_qs(link.query)["list"][0]
    assert page(f"list={token[:-2]}xx", status=400)


def test_another_councils_services_are_not_shown(client_for, saved, councils):
    html = client_for(councils.beta).get(f"/shortlist/?ids={saved}").content.decode()
    assert "Saturday club" not in html
    assert "2 services on this list are no longer in the Local Offer" in html


def test_a_longer_list_asks_the_database_no_more(alpha, client_for, saved):
    client = client_for(alpha)

    def queries(ids):
        with CaptureQueriesContext(connection) as context:
            client.get(f"/shortlist/?ids={ids}")
        return sum("search_index" in query["sql"] for query in context.captured_queries)

    client.get(f"/shortlist/?ids={saved}")
    assert queries(OWLS) == queries(saved) == 1


@pytest.mark.parametrize("path", ["/shortlist/", "/shortlist/email/"])
def test_other_methods_are_refused(alpha, client_for, path):
    assert client_for(alpha).delete(path).status_code == 405


def test_only_the_form_sets_a_cookie_and_asks_for_its_token(alpha, client_for, saved):
    client = client_for(alpha, enforce_csrf_checks=True)
    assert not client.get(f"/shortlist/?ids={saved}").cookies
    assert set(client.get(f"/shortlist/email/?ids={saved}").cookies) == {"csrftoken"}
    assert client_for(alpha, enforce_csrf_checks=True).post("/shortlist/email/", {"ids": OWLS}).status_code == 403


def test_a_list_is_handed_to_a_worker_and_the_family_told(alpha, client_for, saved, broker):
    form = {"ids": [OWLS, CLUB], "email": "Parent@Example.org"}
    response = client_for(alpha).post("/shortlist/email/", form, follow=True)
    assert response.redirect_chain == [(f"/shortlist/?ids={saved}&mailed=yes", 302)]
    assert "Your list is on its way" in response.content.decode()
    assert broker.messages == [(services.SEND_TASK, {"address": "Parent@Example.org", "ids": [OWLS, CLUB]})]


def test_the_task_is_known_by_its_name():
    assert mail_list.name == services.SEND_TASK


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"ids": OWLS, "email": ""}, "Enter your email address."),
        ({"ids": OWLS, "email": "nobody"}, "Enter one email address, like name@example.org"),
        ({"ids": OWLS, "email": "a@example.org\nBcc: b@example.org"}, "Enter one email address, like name@example.org"),
        ({"email": "a@example.org"}, "There is nothing on this list to send."),
        ({"ids": "zz", "email": "a@example.org"}, "is not the id of a service"),
    ],
    ids=["no address", "no domain", "a header", "no list", "a bad list"],
)
def test_a_form_that_cannot_be_sent_says_why(alpha, client_for, saved, broker, form, said):
    response = client_for(alpha).post("/shortlist/email/", form)
    assert response.status_code == 400
    assert said in unescape(response.content.decode())
    assert broker.messages == []


def test_one_place_cannot_mail_without_end(alpha, client_for, saved, broker):
    client = client_for(alpha)
    answers = [
        client.post("/shortlist/email/", {"ids": OWLS, "email": f"p{number}@example.org"}).status_code
        for number in range(views.MAILS_FROM_ONE_PLACE + 1)
    ]
    assert answers == [302] * views.MAILS_FROM_ONE_PLACE + [429]
    assert len(broker.messages) == views.MAILS_FROM_ONE_PLACE


def test_one_address_is_not_flooded_and_nobody_learns_of_it(alpha, client_for, saved, broker):
    for number in range(views.MAILS_TO_ONE_ADDRESS + 2):
        response = client_for(alpha).post(
            "/shortlist/email/", {"ids": OWLS, "email": "parent@example.org"}, REMOTE_ADDR=f"192.0.2.{number}"
        )
        assert response.status_code == 302
    assert len(broker.messages) == views.MAILS_TO_ONE_ADDRESS


def test_a_broker_that_is_away_is_admitted(alpha, client_for, saved, broker):
    broker.problem = OperationalError("gone")
    response = client_for(alpha).post("/shortlist/email/", {"ids": OWLS, "email": "a@example.org"})
    assert response.status_code == 503
    assert views.NOT_NOW in unescape(response.content.decode())


def test_the_mail_has_the_list_from_the_council_as_text_and_as_a_page(alpha, saved):
    alpha.phone, alpha.email = "01632 960100", "offer@alpha.example"
    alpha.save()
    with council_scope(alpha):
        mail_list("parent@example.org", [OWLS, CLUB])
    (sent,) = mail.outbox
    assert sent.to == ["parent@example.org"]
    assert sent.from_email.startswith("Alpha Council <")
    assert sent.reply_to == ["offer@alpha.example"]
    assert "1. Night <Owls>" in sent.body
    assert "2. Saturday club (closed for now)" in sent.body
    assert f"https://alpha.localhost/services/{OWLS}/" in sent.body
    assert "Questions? Ask Alpha Council: 01632 960100 or offer@alpha.example" in sent.body
    assert "https://alpha.localhost/shortlist/?list=" in sent.body
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert "Night &lt;Owls&gt;" in html
    assert "<script" not in html


def test_a_mail_server_that_is_away_is_asked_again_and_no_address_is_logged(alpha, saved, monkeypatch, caplog):
    def away(**kwargs):
        raise SMTPServerDisconnected("parent@example.org could not be reached")

    monkeypatch.setattr("search.shortlist.tasks.send_list", away)
    monkeypatch.setattr(mail_list, "retry", lambda **kwargs: Retry(when=kwargs["countdown"]))
    with pytest.raises(Retry) as again:
        mail_list("parent@example.org", [OWLS])
    assert again.value.when == 60
    assert "parent@example.org" not in caplog.text


def test_a_list_of_nothing_is_read_without_a_query(alpha):
    with CaptureQueriesContext(connection) as context:
        assert shortlist_of(()).gone == 0
    assert not context.captured_queries
