"""Anybody tells the council what is wrong with a page: a form, a mail, and no copy of the words."""

import re
from uuid import uuid4

import pytest
from django.core import mail

from cms.pages.services import refresh_every_page
from providers.listings.services.state import set_paused
from search.index.models import SearchRow
from search.page_problems import views
from search.page_problems.forms import LONGEST
from tenants.councils.models import Council
from tenants.mail.models import Mail
from tenants.mail.services.delivery import send_waiting_mail
from tests.factories import ServiceFactory

pytestmark = pytest.mark.django_db
WORDS = {"words": "The phone number is wrong.", "reply_to": "", "website": ""}


@pytest.fixture
def service(alpha):
    Council.objects.filter(pk=alpha.pk).update(email="offer@alpha.example")
    return ServiceFactory(approved=True, name="Night Owls")


@pytest.fixture
def address(service):
    return f"/something-wrong/{service.uuid}/"


@pytest.fixture
def family(alpha, client_for):
    return client_for(alpha)


def owed():
    return list(Mail.objects.filter(event__startswith="page-problem:"))


def test_a_services_page_leads_to_a_form_that_mails_the_council(service, family, address):
    assert f'href="{address}"' in family.get(service.get_absolute_url()).text
    assert "Night Owls" in family.get(address).text
    answer = family.post(address, {**WORDS, "reply_to": "ann@family.example"}, follow=True)
    assert answer.redirect_chain == [("/something-wrong/told/", 302)]
    assert "Thank you" in answer.text
    (told,) = owed()
    assert (told.to, told.subject) == ("offer@alpha.example", "Something is wrong with “Night Owls”")
    assert all(each in told.text for each in (WORDS["words"], service.get_absolute_url(), "ann[@]family[.]example"))


def test_a_page_of_advice_has_the_form_too(service, family):
    refresh_every_page()
    about = SearchRow.objects.get(kind="page", body__url__endswith="/about/")
    (address,) = re.findall(r'href="(/something-wrong/[^"]+)"', family.get("/about/").text)
    assert about.key == f"page:{address.split('/')[2]}"
    assert family.post(address, WORDS).status_code == 302
    assert len(owed()) == 1


def test_nothing_is_kept_of_the_words_once_the_mail_has_gone(service, family, address):
    family.post(address, {**WORDS, "words": "Secret words", "reply_to": "ann@family.example"})
    assert send_waiting_mail() == 1
    assert "Secret words" in mail.outbox[-1].body
    (row,) = Mail.objects.filter(event__startswith="page-problem:").values()
    assert not any("Secret" in str(value) or "ann@" in str(value) for value in row.values())


def test_a_double_press_tells_once(service, family, address):
    assert [family.post(address, WORDS).status_code for _ in range(2)] == [302, 302]
    family.post(address, {**WORDS, "words": "The address is wrong."})
    assert len(owed()) == 2


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"words": ""}, "words", "Say what is wrong with the page."),
        ({"words": " \n "}, "words", "Say what is wrong with the page."),
        ({"words": "x" * (LONGEST + 5)}, "words", "1,005 of 1,000 characters: shorten it by 5"),
        ({"words": "a\x00b"}, "words", "Take out the character that can't be shown"),
        ({"reply_to": "ann"}, "reply_to", "Enter one email address, like name@example.org"),
    ],
)
def test_what_cannot_be_sent_is_said_by_field_with_the_words_kept(service, family, address, given, field, said):
    answer = family.post(address, {**WORDS, "words": "Kept words", **given})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [said]}
    assert f'href="#id_{field}"' in answer.text
    assert ("Kept words" in answer.text) == ("words" not in given)
    assert owed() == []


def test_a_machine_that_fills_in_everything_is_thanked_and_mails_nobody(service, family, address):
    answer = family.post(address, {**WORDS, "website": "https://spam.example"}, follow=True)
    assert "Thank you" in answer.text
    assert owed() == []


@pytest.mark.parametrize("limit", ["FROM_ONE_PLACE", "TO_ONE_COUNCIL"])
def test_too_many_are_refused_with_the_words_kept(service, family, address, monkeypatch, limit):
    monkeypatch.setattr(views, limit, 2)
    tried = [family.post(address, {**WORDS, "words": f"Words {number}"}) for number in range(3)]
    assert [answer.status_code for answer in tried] == [302, 302, 429]
    assert "Words 2" in tried[-1].text
    assert len(owed()) == 2


def test_one_councils_limit_is_not_anothers(service, family, address, monkeypatch, client_for, beta):
    monkeypatch.setattr(views, "TO_ONE_COUNCIL", 1)
    assert family.post(address, WORDS).status_code == 302
    assert client_for(beta).post(address, WORDS).status_code == 410


def test_a_page_hidden_while_somebody_wrote_gives_the_words_back(service, family, address):
    set_paused(user=None, service=service, paused=True)
    answer = family.post(address, {**WORDS, "words": "My long words"})
    assert answer.status_code == 410
    assert "My long words" in answer.text
    assert family.get(address).status_code == 404
    assert owed() == []


def test_a_council_without_an_address_offers_no_form(service, family, address, alpha):
    Council.objects.filter(pk=alpha.pk).update(email="")
    assert "something-wrong" not in family.get(service.get_absolute_url()).text
    assert family.get(address).status_code == 404


def test_nobody_knows_other_pages(service, family):
    assert family.get(f"/something-wrong/{uuid4()}/").status_code == 404


def test_a_form_without_its_token_is_refused(service, alpha, client_for, address):
    assert client_for(alpha, enforce_csrf_checks=True).post(address, WORDS).status_code == 403


def test_nothing_in_the_mail_but_the_page_is_a_link(service, family, address):
    attack = "See https://evil.example/x?a=1, www.evil.example or a@evil.example <a href='//evil.example'>here</a>"
    family.post(address, {**WORDS, "words": attack})
    (told,) = owed()
    links = re.findall(r'href="([^"]*)"', told.html)
    assert [each for each in links if not each.endswith(service.get_absolute_url())] == []
    assert "evil.example" not in told.text + told.html
    assert "evil[.]example" in told.text
    assert "<a href='" not in told.html


def test_the_form_asks_for_no_account_and_is_not_for_crawlers(service, family, address):
    assert "noindex" in family.get(address).text
    assert "Disallow: /something-wrong/" in family.get("/robots.txt").text
