"""Turning a kind of mail off: by a button, by a mail program, never by a scanner."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail

from providers.assurance.mails import TOPIC
from tenants.councils import signing
from tenants.mail.account_mails import ADDRESS_CHANGED
from tenants.mail.models import Mail, StoppedTopic
from tenants.mail.selectors import STOP
from tenants.mail.services.outbox import owe_templated
from tenants.mail.tasks import sweep_mail

pytestmark = pytest.mark.django_db
VALUES = {"greeting": "Hello"}


def owe(event="list:1", to="Ann@example.org"):
    return owe_templated(event=event, to=to, template=ADDRESS_CHANGED, values=VALUES, about={}, topic=TOPIC)


def whom_it_stops(text):
    """What the link in a text means: two links to the same thing differ by the second they were made in."""
    return signing.loads(re.search(r"/mail/stop/([^/]+)/", text)[1], purpose=STOP)


@pytest.fixture
def link(alpha):
    owe()
    return urlsplit(re.search(r"https?://\S+/mail/stop/\S+", Mail.objects.get().text)[0]).path


def test_the_mail_says_how_in_its_words_and_headers(alpha, link):
    sweep_mail()
    (sent,) = mail.outbox
    header = sent.extra_headers["List-Unsubscribe"]
    assert header.startswith("<http")
    assert whom_it_stops(header) == whom_it_stops(link) == ["ann@example.org", TOPIC]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert whom_it_stops(sent.alternatives[0][0]) == ["ann@example.org", TOPIC]


def test_a_mail_about_ones_own_business_has_no_such_link(alpha):
    owe_templated(event="x", to="ann@example.org", template=ADDRESS_CHANGED, values=VALUES, about={})
    sweep_mail()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    assert "/mail/stop/" not in mail.outbox[0].body


def test_opening_the_page_changes_nothing_and_the_button_does(alpha, client_for, link):
    browser = client_for(alpha)
    assert "Stop these emails?" in browser.get(link).text
    assert not StoppedTopic.objects.exists()
    assert "These emails are off" in browser.post(link, {"stop": "yes"}).text
    assert not owe("list:2", to="ann@EXAMPLE.org")
    browser.post(link, {"again": "yes"})
    assert owe("list:2")


def test_a_mail_programs_own_button_needs_no_cookie(alpha, client_for, link):
    browser = client_for(alpha, enforce_csrf_checks=True)
    body = "List-Unsubscribe=One-Click"
    assert browser.post(link, body, content_type="application/x-www-form-urlencoded").status_code == 200
    assert StoppedTopic.objects.get().address == "ann@example.org"


def test_what_was_owed_before_does_not_go_after(alpha, client_for, link):
    client_for(alpha).post(link)
    assert sweep_mail() == 0
    assert mail.outbox == []


def test_the_link_is_one_councils(alpha, beta, client_for, link):
    assert client_for(beta).post(link).status_code == 404
    assert client_for(alpha).post("/mail/stop/nonsense/").status_code == 404
    assert not StoppedTopic.objects.exists()
