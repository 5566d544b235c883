"""Mails about signing in go in the council's words."""

import pytest
from django.core import mail

from infra.local.ports import free_port
from tenants.mail.account_adapter import NOT_SENT
from tenants.mail.account_mails import CODE, MAILS, TOLD
from tenants.mail.errors import BadWords
from tenants.mail.selectors import Words
from tenants.mail.services.administration import save_words
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


def _register(client):
    return client.post(
        "/provider/register/", {"email": "nia@mail.example", "name": "Nia", "password1": "three quiet hedgehogs"}
    )


def test_a_code_goes_in_the_councils_own_words_once(alpha, officer, client_for):
    save_words(user=officer, template=CODE, words=Words("Code", "Dear reader\n\n{code}\n\nThe helpful team"))
    _register(client_for(alpha))
    (sent,) = mail.outbox
    assert (sent.subject, sent.body[:11], sent.body[-16:]) == ("Code", "Dear reader", "The helpful team")
    assert sent.alternatives[0].mimetype == "text/html"


def test_a_mail_server_that_is_away_is_told_to_the_person(alpha, client_for, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    client = client_for(alpha)
    answer = _register(client)
    assert answer.status_code == 302
    assert NOT_SENT in client.get(answer.url).text


@pytest.mark.parametrize("template", MAILS, ids=lambda template: template.name)
def test_what_a_mail_is_for_can_not_be_taken_out(alpha, officer, template):
    for needed in template.required:
        with pytest.raises(BadWords):
            save_words(
                user=officer, template=template, words=Words("Hello", template.body.replace(f"{{{needed}}}", ""))
            )
    assert template.required or template in TOLD


def test_an_officer_finds_them_among_the_mails(alpha, officer, client_for, with_second_factor):
    page = client_for(alpha, with_second_factor(officer)).get("/admin/mails/").text
    assert all(template.title in page for template in MAILS)
