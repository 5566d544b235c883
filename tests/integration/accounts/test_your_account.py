"""A person sees their own account: name, second factor, and where they are signed in."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from tenants.accounts.models import User
from tenants.accounts.tasks import purge_sign_ins
from tenants.accounts.templatetags.devices import device, network
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
EMAIL = "nia@mail.example"
PASSWORD = "correct horse battery"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def person(alpha):
    return PersonFactory(email=EMAIL, name="Nia New")


def browser(client_for, alpha, agent, address="198.51.100.77"):
    client = client_for(alpha)
    client.defaults |= {"HTTP_USER_AGENT": agent, "REMOTE_ADDR": address}
    client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    return client


def test_the_list_names_each_place_and_ends_the_others(alpha, person, client_for):
    here, there = browser(client_for, alpha, FIREFOX), browser(client_for, alpha, IPHONE, "2001:db8:12:34::7")
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox on Windows (this one)" in page
    assert "Safari on an iPhone" in page
    assert "198.51.100" in page
    assert "198.51.100.77" not in page
    assert here.post("/accounts/sessions/").status_code == 302
    assert there.get("/accounts/").status_code == 302
    assert here.get("/accounts/").status_code == 200
    assert "You are signed in nowhere else." in here.get("/accounts/sessions/").content.decode()


def test_no_whole_network_address_is_kept(alpha, person, client_for):
    browser(client_for, alpha, FIREFOX)
    browser(client_for, alpha, IPHONE, "2001:db8:12:34::7")
    assert set(UserSession.objects.values_list("ip", flat=True)) == {"198.51.100.0", "2001:db8:12::"}


def test_a_session_leaves_the_list_when_it_ends(alpha, person, client_for):
    here = browser(client_for, alpha, FIREFOX)
    here.post("/accounts/logout/")
    browser(client_for, alpha, IPHONE)
    assert UserSession.objects.count() == 1
    Session.objects.update(expire_date=timezone.now())
    purge_sign_ins()
    assert not UserSession.objects.exists()
    assert not Session.objects.exists()


def test_a_new_password_ends_the_other_sessions(alpha, person, client_for):
    here, there = browser(client_for, alpha, FIREFOX), browser(client_for, alpha, IPHONE)
    new = "another long password"
    here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert there.get("/accounts/").status_code == 302
    assert here.get("/accounts/").status_code == 200


def test_a_person_changes_their_own_name(alpha, person, client_for):
    client = client_for(alpha, person)
    assert client.post("/accounts/", {"name": "Nia Newer"}).status_code == 302
    assert User.objects.get(pk=person.pk).name == "Nia Newer"
    assert client.post("/accounts/", {"name": ""}).status_code == 422


def test_the_second_factor_is_offered_and_shown_when_it_is_on(alpha, person, client_for, with_second_factor):
    client = client_for(alpha, person)
    assert "/accounts/2fa/totp/activate/" in client.get("/accounts/").content.decode()
    with_second_factor(person)
    assert "/accounts/2fa/totp/activate/" not in client.get("/accounts/").content.decode()


def test_the_account_is_for_who_is_signed_in(alpha, client_for):
    for path in ("/accounts/", "/accounts/sessions/", "/accounts/email/"):
        page = client_for(alpha).get(path, follow=True)
        assert page.redirect_chain[-1][0].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (IPHONE, "Safari on an iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/138.0 Safari/537.36 Edg/138.0", "Edge on Linux"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/138.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_devices_have_names(agent, words):
    assert device(agent) == words


def test_networks_are_shown_as_far_as_they_are_kept():
    assert network("198.51.100.0") == "198.51.100"
    assert network("2001:db8:12::") == "2001:db8:12"
