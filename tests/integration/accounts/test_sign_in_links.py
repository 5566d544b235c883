"""A mailed link signs in once, in its own council, for 10 minutes, and only by the button on the page that it opens."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail, signing
from django.utils import timezone

from tenants.accounts.errors import LinkClosed
from tenants.accounts.models import SignInLink
from tenants.accounts.selectors import token_of
from tenants.accounts.services import use_sign_in_link
from tenants.accounts.tasks import purge_sign_ins
from tenants.accounts.views import FROM_ONE_PLACE
from tenants.councils.links import absolute_url
from tenants.councils.scope import council_scope
from tests.factories import AUTHENTICATOR_SECRET, AuthenticatorFactory, PersonFactory, code_for

pytestmark = pytest.mark.django_db
ASK = "/accounts/login/link/"
EMAIL = "nia@mail.example"


@pytest.fixture
def person(alpha):
    return PersonFactory(email=EMAIL, name="Nia New")


def is_signed_in(client):
    return client.get("/accounts/").status_code == 200


def ask(client, email=EMAIL):
    return client.post(ASK, {"email": email})


def test_the_button_of_the_mailed_page_signs_in_and_opening_it_does_not(alpha, person, client_for, mailed_path):
    browser = client_for(alpha)
    assert ask(browser, "NIA@mail.example").url == f"{ASK}sent/"
    path = mailed_path()
    for _ in range(3):
        page = browser.get(path)
        assert page.status_code == 200
    assert browser.head(path).status_code == 200
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    assert EMAIL in page.content.decode()
    assert not is_signed_in(browser)
    assert browser.post(path).url == "/provider/"
    assert is_signed_in(browser)


def test_it_works_once(alpha, person, client_for, mailed_path):
    ask(client_for(alpha))
    path = mailed_path()
    client_for(alpha).post(path)
    other = client_for(alpha)
    assert other.get(path).status_code == 410
    assert other.post(path).status_code == 410
    assert not is_signed_in(other)


def test_a_newer_one_closes_it(alpha, person, client_for, mailed_path):
    ask(client_for(alpha))
    old = mailed_path()
    ask(client_for(alpha))
    assert client_for(alpha).post(old).status_code == 410
    assert client_for(alpha).post(mailed_path()).status_code == 302


def test_a_new_password_closes_it(alpha, person, client_for, mailed_path):
    ask(client_for(alpha))
    person.set_password("another long password")
    person.save()
    assert client_for(alpha).post(mailed_path()).status_code == 410


def test_it_closes_after_10_minutes(alpha, person, client_for, mailed_path, monkeypatch):
    ask(client_for(alpha))
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + 10 * 60 - 5)
    assert client_for(alpha).get(mailed_path()).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + 10 * 60 + 5)
    assert client_for(alpha).get(mailed_path()).status_code == 410


def test_a_closed_account_is_not_opened_by_it(alpha, person, client_for, mailed_path):
    ask(client_for(alpha))
    person.is_active = False
    person.save()
    assert client_for(alpha).post(mailed_path()).status_code == 410


def test_it_is_nothing_in_another_council(alpha, beta, person, client_for, mailed_path):
    ask(client_for(alpha))
    path = mailed_path()
    nonce = SignInLink.objects.get().nonce
    with council_scope(beta):
        twin = PersonFactory(id=person.pk, email=EMAIL)
        twin.password = person.password
        twin.save()
        SignInLink.objects.create(user=twin, nonce=nonce)
    assert client_for(beta).get(path).status_code == 410
    assert client_for(beta).post(path).status_code == 410
    assert client_for(alpha).post(path).status_code == 302


@pytest.mark.parametrize("token", ["x", "x:y:z", "WzEsIngiXQ:1w:abc"])
def test_a_forged_one_is_answered_like_an_old_one(alpha, client_for, token):
    assert client_for(alpha).get(f"{ASK}{token}/").status_code == 410
    assert client_for(alpha).post(f"{ASK}{token}/").status_code == 410


def test_a_second_factor_is_still_asked_of_staff_and_of_providers_who_have_one(alpha, client_for, mailed_path):
    officer = PersonFactory(officer=True, email=EMAIL)
    AuthenticatorFactory(user=officer)
    browser = client_for(alpha)
    ask(browser)
    assert browser.post(mailed_path()).url == "/accounts/2fa/authenticate/"
    assert not is_signed_in(browser)
    assert browser.post("/accounts/2fa/authenticate/", {"code": code_for(AUTHENTICATOR_SECRET)}).url == "/admin/"


def test_staff_without_a_second_factor_are_led_to_set_one_up(alpha, client_for, mailed_path):
    PersonFactory(officer=True, email=EMAIL)
    browser = client_for(alpha)
    ask(browser)
    assert browser.post(mailed_path()).url == "/admin/"
    assert browser.get("/admin/").url == "/accounts/2fa/totp/activate/"


def test_who_just_came_by_a_link_changes_their_address_at_once_and_later_proves_who_they_are(
    alpha, person, client_for, mailed_path, an_hour_later
):
    browser = client_for(alpha)
    ask(browser)
    browser.post(mailed_path())
    assert browser.get("/accounts/email/change/").status_code == 200
    an_hour_later(browser)
    assert browser.get("/accounts/email/change/").url.startswith("/accounts/reauthenticate/")


def test_the_answer_tells_nobody_who_has_an_account(alpha, person, client_for):
    known = client_for(alpha).post(ASK, {"email": EMAIL}, follow=True)
    unknown = client_for(alpha).post(ASK, {"email": "nobody@mail.example"}, follow=True)
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert [message.to for message in mail.outbox] == [[EMAIL], ["nobody@mail.example"]]
    assert "It has no account there" in mail.outbox[1].body
    assert f"{absolute_url('/provider/register/')}\n" in mail.outbox[1].body


def test_an_address_that_somebody_registered_and_never_proved_gets_no_link(alpha, person, client_for):
    """Else a stranger who registered it first would share the account: they know its password."""
    EmailAddress.objects.update(verified=False)
    ask(client_for(alpha))
    assert not SignInLink.objects.exists()
    assert "/accounts/password/reset/" in mail.outbox[-1].body


def test_asking_too_often_for_one_address_is_stopped_in_that_council_alone(alpha, beta, person, client_for):
    answers = [ask(client_for(alpha)).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3
    assert ask(client_for(beta)).status_code == 302


def test_asking_too_often_from_one_place_is_stopped(alpha, client_for, monkeypatch):
    monkeypatch.setitem(FROM_ONE_PLACE, "most", 2)
    answers = [ask(client_for(alpha), f"p{number}@mail.example").status_code for number in range(3)]
    assert answers == [302, 302, 429]


@pytest.mark.parametrize("given", [{"email": ""}, {"email": "nobody"}, {"email": "a\x00@mail.example"}])
def test_what_is_no_address_is_said(alpha, client_for, given):
    assert client_for(alpha).post(ASK, given).status_code == 422
    assert mail.outbox == []


def test_of_two_presses_at_once_one_signs_in(alpha, person):
    token = token_of(SignInLink.objects.create(user=person))
    assert use_sign_in_link(token=token) == person
    with pytest.raises(LinkClosed):
        use_sign_in_link(token=token)


def test_somebody_elses_session_ends_first(alpha, person, client_for, mailed_path):
    browser = client_for(alpha, PersonFactory(email="eve@mail.example"))
    ask(client_for(alpha))
    browser.post(mailed_path())
    assert EMAIL in browser.get("/accounts/").content.decode()


def test_old_links_are_forgotten(alpha, person):
    SignInLink.objects.create(user=person, sent_at=timezone.now() - timedelta(minutes=16))
    purge_sign_ins()
    assert not SignInLink.objects.exists()
