"""Every limit by where a request comes from, ours and allauth's, counts a household as one and believes no stranger."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from tenants.councils.networks import networks_from
from tenants.mail.errors import TooManyMails
from tenants.mail.limits import Limits, count_mail
from tests.factories import PersonFactory

PROXY = "10.1.0.9"
MANY = 25
"""Requests: beyond each limit of one household, within that of a site of several."""
STRANGER = "203.0.113.7"


def search(client, **options):
    return client.get("/search/", **options).status_code


def link(client, **options):
    number = search_of(options)
    return client.post(reverse("ask_for_sign_in_link"), {"email": f"nobody{number}@example.org"}, **options).status_code


def sign_in(client, **options):
    form = {"login": f"nobody{search_of(options)}@example.org", "password": "wrong"}
    response = client.post("/accounts/login/", form, **options)
    return 429 if b"too many tries" in response.content else response.status_code


def register(client, **options):
    form = {"email": f"new{search_of(options)}@example.org", "password1": "a long pass phrase"}
    return client.post("/provider/register/", form, **options).status_code


def search_of(options):
    """A number of one's own: the limits by address or account don't come in between."""
    return abs(hash(repr(sorted(options.items()))))


LIMITED = [search, link, sign_in, register]
ROADS = {
    "one /64": [{"REMOTE_ADDR": f"2001:db8:1:2::{n:x}"} for n in range(MANY)],
    "one /64 behind the proxy": [
        {"REMOTE_ADDR": PROXY, "headers": {"x-forwarded-for": f"2001:db8:1:2::{n:x}"}} for n in range(MANY)
    ],
    "IPv4 in IPv6": [{"REMOTE_ADDR": STRANGER}, {"REMOTE_ADDR": f"::ffff:{STRANGER}"}] * MANY,
    "a header from a stranger": [
        {"REMOTE_ADDR": STRANGER, "headers": {"x-forwarded-for": f"192.0.2.{n}"}} for n in range(MANY)
    ],
    "a header begun by the visitor": [
        {"REMOTE_ADDR": PROXY, "headers": {"x-forwarded-for": f"192.0.2.{n}, {STRANGER}"}} for n in range(MANY)
    ],
}
MANY_PLACES = {
    "many addresses behind the proxy": [
        {"REMOTE_ADDR": PROXY, "headers": {"x-forwarded-for": f"192.0.2.{n}"}} for n in range(MANY)
    ],
    "many IPv4 addresses in IPv6": [{"REMOTE_ADDR": f"::ffff:192.0.2.{n}"} for n in range(MANY)],
    "many households of one site": [{"REMOTE_ADDR": f"2001:db8:1:{n:x}::1"} for n in range(MANY)],
}


@pytest.fixture(autouse=True)
def _small_limits(settings, alpha):
    settings.TRUSTED_PROXIES = networks_from("10.1.0.0/24")
    settings.SEARCH_REQUESTS_A_MINUTE = 20
    cache.clear()


@pytest.mark.parametrize("ask", LIMITED)
@pytest.mark.parametrize("road", ROADS.values(), ids=ROADS.keys())
def test_one_place_is_stopped_however_it_looks(alpha, client_for, ask, road):
    assert any(ask(client_for(alpha), **options) == 429 for options in road)


@pytest.mark.parametrize("ask", LIMITED)
@pytest.mark.parametrize("road", MANY_PLACES.values(), ids=MANY_PLACES.keys())
def test_many_places_are_many(alpha, client_for, ask, road):
    assert 429 not in [ask(client_for(alpha), **options) for options in road]


def test_a_site_of_households_has_an_end(alpha, client_for, settings):
    settings.SEARCH_REQUESTS_A_MINUTE = 2
    client = client_for(alpha)
    asked = [search(client, REMOTE_ADDR=f"2001:db8:1:{number:x}::1") for number in range(17)]
    assert asked == [200] * 16 + [429]


def test_an_account_says_where_it_was_used_as_the_limits_see_it(alpha, client_for):
    person = PersonFactory.create(password="a long pass phrase")
    client = client_for(alpha)
    form = {"login": person.email, "password": "a long pass phrase"}
    client.post("/accounts/login/", form, REMOTE_ADDR=PROXY, headers={"x-forwarded-for": f"::ffff:{STRANGER}"})
    assert [session.ip for session in person.usersession_set.all()] == ["203.0.113.0"]


@pytest.mark.usefixtures("alpha")
def test_a_household_is_one_sender_of_mails():
    limits = Limits(from_one=2, to_one=MANY, of_council=MANY)
    for number in range(2):
        count_mail("account", limits, sender=f"2001:db8:1:2::{number}", to=f"nobody{number}@example.org")
    with pytest.raises(TooManyMails):
        count_mail("account", limits, sender="2001:db8:1:2::9", to="somebody@example.org")
