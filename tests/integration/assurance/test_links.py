"""The signed link: no sign-in, one council's, once, and only by pressing the button."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from providers.assurance.selectors import link_token
from providers.assurance.services import remind
from providers.listings.models import ListingState, Membership
from providers.listings.services.checks import confirm_still_correct
from providers.listings.services.listings import change_owner
from tenants.councils.scope import council_scope
from tenants.mail.models import Mail
from tests.factories import MembershipFactory, OrganisationFactory
from tests.integration.assurance.conftest import DUE, make_due

pytestmark = pytest.mark.django_db


def link_of(mail):
    """The path of the page with the button."""
    return urlsplit(re.search(r"https?://\S+/still-correct/\S+", mail.text)[0]).path


@pytest.fixture
def link(reminded):
    return link_of(Mail.objects.get())


def is_open(service):
    return ListingState.objects.get(service=service).review_due == DUE


def test_the_button_on_the_page_records_who_checked_it_and_how(alpha, client_for, link, service, owner):
    browser = client_for(alpha)
    page = browser.get(link)
    assert "Sleep club" in page.text
    assert "Yes, it is all correct today" in page.text
    thanks = browser.post(link, follow=True)
    assert "Thank you" in thanks.text
    state = ListingState.objects.get(service=service)
    assert (state.last_assured, state.last_assured_by) == (timezone.localdate(), owner)
    assert not is_open(service)
    entry = ModelLogEntry.objects.filter(action="listing.confirm").get()
    assert (entry.user_id, entry.data["how"], entry.data["before"]["review_due"]) == (owner.pk, "link", str(DUE))


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_what_mail_scanners_do_changes_nothing(alpha, client_for, link, service, method):
    for _ in range(2):
        getattr(client_for(alpha), method)(link)
    assert is_open(service)


def test_a_post_from_another_site_changes_nothing(alpha, client_for, link, service):
    assert client_for(alpha, enforce_csrf_checks=True).post(link).status_code == 403
    assert is_open(service)


def test_it_works_once(alpha, client_for, link, service):
    browser = client_for(alpha)
    browser.post(link)
    told = ModelLogEntry.objects.filter(action="listing.confirm")
    assert told.count() == 1
    again = browser.post(link)
    assert "Checked" in again.text
    assert told.count() == 1


def test_it_is_one_councils(alpha, beta, client_for, link, service):
    assert client_for(beta).get(link).status_code == 410
    assert client_for(beta).post(link).status_code == 410
    assert is_open(service)


def test_a_token_made_in_another_council_opens_nothing(alpha, beta, client_for, service, owner):
    with council_scope(beta):
        token = link_token(owner, DUE, service)
    assert client_for(alpha).post(f"/still-correct/{token}/").status_code == 410
    assert is_open(service)


@pytest.mark.parametrize("token", ["nonsense", "a:b:c", "%00", "x" * 500])
def test_nonsense_is_refused(alpha, client_for, token):
    assert client_for(alpha).get(f"/still-correct/{token}/").status_code == 410


def test_it_dies_when_the_listing_changes_hands(alpha, client_for, link, service):
    change_owner(user=None, service=service, organisation=OrganisationFactory(name="Others", published=True))
    assert client_for(alpha).get(link).status_code == 410
    assert client_for(alpha).post(link).status_code == 410
    assert is_open(service)


@pytest.mark.parametrize("leaving", ["removed", "viewer", "inactive"])
def test_it_dies_with_its_persons_right_to_write(alpha, client_for, link, service, owner, leaving):
    if leaving == "removed":
        Membership.objects.filter(user=owner).delete()
    elif leaving == "viewer":
        Membership.objects.filter(user=owner).update(role="viewer")
    else:
        owner.is_active = False
        owner.save()
    assert client_for(alpha).post(link).status_code == 410
    assert is_open(service)


def test_it_dies_when_somebody_else_has_checked(alpha, client_for, link, service, organisation):
    other = MembershipFactory(organisation=organisation, role="editor").user
    confirm_still_correct(user=other, service=service)
    assert client_for(alpha).post(link).status_code == 410
    assert ListingState.objects.get(service=service).last_assured_by == other


def test_it_dies_after_60_days(alpha, client_for, link, service, monkeypatch):
    from django.core import signing

    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + timedelta(days=61).total_seconds())
    assert client_for(alpha).post(link).status_code == 410
    assert is_open(service)


def test_the_page_is_kept_by_nobody(alpha, client_for, link):
    response = client_for(alpha).get(link)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


@pytest.fixture
def listed(organisation, service):
    """A person with three due services, and the path of their list."""
    services = [service, *(make_due(organisation, name=name) for name in ("Day larks", "Swifts"))]
    remind(today=DUE)
    return services, link_of(Mail.objects.get())


def test_a_list_confirms_what_is_ticked_and_keeps_the_rest(alpha, client_for, listed):
    (first, second, third), link = listed
    browser = client_for(alpha)
    assert browser.get(link).text.count('type="checkbox"') == 3
    page = browser.post(link, {"service": [str(first.uuid), str(third.uuid)]}, follow=True)
    assert [is_open(each) for each in (first, second, third)] == [False, True, False]
    assert page.text.count('type="checkbox"') == 1
    browser.post(link, {"service": [str(second.uuid)]})
    assert "nothing more to do" in browser.get(link).text


def test_a_list_without_a_tick_says_so(alpha, client_for, listed):
    services, link = listed
    for data in ({}, {"service": ["nonsense"]}):
        response = client_for(alpha).post(link, data)
        assert response.status_code == 422
        assert "Tick the services" in response.text
    assert all(is_open(each) for each in services)


def test_a_list_confirms_nobody_elses_service(alpha, client_for, listed):
    _, link = listed
    foreign = make_due(OrganisationFactory(name="Others", published=True), name="Theirs")
    assert client_for(alpha).post(link, {"service": [str(foreign.uuid)]}).status_code == 422
    assert is_open(foreign)
