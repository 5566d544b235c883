"""Links in mails are on the council's own host and port, whatever a request's Host header says: anybody writes one."""

import re
from urllib.parse import quote

import pytest
from django.core import mail
from django.urls import reverse

from providers.listings.models import Membership
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.councils.models import Council
from tenants.mail.services.delivery import send_waiting_mail
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory
from tests.factories.comments import comment_form

pytestmark = pytest.mark.django_db
PASSWORD = "three quiet hedgehogs"
KNOWN, NEW = "ann@mail.example", "new@mail.example"
HOSTS = {
    "port": {"host": "alpha.localhost:8443"},
    "trailing dot": {"host": "alpha.localhost."},
    "both": {"host": "alpha.localhost.:99"},
    "upper case": {"host": "ALPHA.LocalHost"},
    "port with zeros": {"host": "alpha.localhost:00080"},
    "userinfo": {"host": "evil.example@alpha.localhost"},
    "another": {"host": "evil.example"},
    "forwarded": {"host": "alpha.localhost", "x-forwarded-host": "evil.example", "x-forwarded-port": "99"},
    "forwarded proto": {"host": "alpha.localhost", "x-forwarded-proto": "gopher", "forwarded": "host=evil.example"},
}
REFUSED = {"userinfo", "another"}
ASKS = {
    "register": ("/provider/register/", {"email": NEW, "name": "Nia", "password1": PASSWORD}),
    "register again": ("/provider/register/", {"email": KNOWN, "name": "Nia", "password1": PASSWORD}),
    "sign-in link": ("/accounts/login/link/", {"email": KNOWN}),
    "sign-in link of nobody": ("/accounts/login/link/", {"email": NEW}),
    "new password": ("/accounts/password/reset/", {"email": KNOWN}),
    "new password of nobody": ("/accounts/password/reset/", {"email": NEW}),
}


def _addresses() -> list[str]:
    """Every address in the mails that left, of both parts."""
    send_waiting_mail()
    assert mail.outbox
    words = [f"{sent.body} {sent.alternatives[0].content}" for sent in mail.outbox]
    return [found for each in words for found in re.findall(r"[a-z]+://[^\s<>\"]+", each)]


@pytest.fixture
def known(alpha) -> User:
    return PersonFactory(email=KNOWN, name="Ann")


@pytest.mark.parametrize("host", sorted(HOSTS))
@pytest.mark.parametrize("ask", sorted(ASKS))
def test_what_anybody_can_ask_for_leads_to_the_councils_own_host(known, client, host, ask):
    path, given = ASKS[ask]
    answer = client.post(path, given, headers=HOSTS[host])
    if host in REFUSED:
        assert answer.status_code in {400, 404}
        assert mail.outbox == []
    else:
        assert answer.status_code == 302
        assert [each for each in _addresses() if not each.startswith(absolute_url("/"))] == []


@pytest.mark.parametrize("host", sorted(HOSTS.keys() - REFUSED))
def test_an_invitation_leads_to_the_councils_own_host(alpha, client_for, host):
    member = MembershipFactory(organisation=OrganisationFactory(published=True), role=Membership.Role.OWNER)
    browser = client_for(alpha, member.user)
    page = f"/provider/organisations/{member.organisation.uuid}/people/"
    assert browser.post(page, {"email": NEW, "role": "editor"}, headers=HOSTS[host]).status_code == 302
    addresses = _addresses()
    assert addresses
    assert [each for each in addresses if not each.startswith(absolute_url("/"))] == []


@pytest.mark.parametrize("host", sorted(HOSTS.keys() - REFUSED))
def test_a_visitors_words_of_danger_lead_to_the_councils_own_host(alpha, client, host):
    Council.objects.filter(pk=alpha.pk).update(email="offer@alpha.example")
    words = comment_form(words="He hits me every night and I want to die.")
    assert client.post("/feedback/", words, headers=HOSTS[host]).status_code == 302
    addresses = _addresses()
    assert addresses
    assert [each for each in addresses if not each.startswith(absolute_url("/"))] == []


@pytest.mark.parametrize("host", sorted(HOSTS.keys() - REFUSED))
def test_what_a_family_sends_or_prints_names_the_councils_own_host(alpha, client, host):
    service = ServiceFactory(approved=True)
    short = absolute_url(reverse("service-short", args=[service.uuid]))
    page = client.get(service.get_absolute_url(), headers=HOSTS[host])
    assert f"body={quote(short, safe='')}" in page.text
    printed = client.get(f"/shortlist/?ids={service.uuid}", headers=HOSTS[host])
    assert "See more at alpha.localhost." in printed.text
