"""What providers see first: their services, what to do next, and how often families see a listing."""

import pytest
from django.utils import timezone

from providers.listings.models import ListingState
from providers.review.services.submissions import submit, withdraw
from search.analytics.models import ServiceWeek
from search.analytics.periods import monday_of
from tests.factories import put_live

pytestmark = pytest.mark.django_db


def test_the_dashboard_shows_my_services_with_their_status(portal, service):
    page = portal.get("/provider/")
    assert page.status_code == 200
    assert "Sleep club" in page.text
    assert "Not sent yet" in page.text


def test_someone_without_an_organisation_is_told_what_to_do(alpha, client_for, django_user_model):
    lonely = django_user_model.objects.create_user("lonely@provider.example", "a long enough password")
    assert "No organisation yet" in client_for(alpha, lonely).get("/provider/").text


def test_the_dashboard_says_what_to_do_next(portal, service, organisation, owner):
    assert "Fill it in and send it" in portal.get("/provider/").text
    put_live(organisation)
    put_live(service)
    assert "Nothing for now" in portal.get("/provider/").text
    ListingState.objects.update(stale=True)
    assert "Check that it is still correct" in portal.get("/provider/").text


def test_somebody_new_is_told_to_send_the_organisation_too(portal, service, organisation, owner):
    for address in ("/provider/", f"/provider/services/{service.uuid}/"):
        assert "Send your organisation’s details too" in portal.get(address).text
    submit(user=owner, listing=organisation)
    assert "The council is checking the organisation’s details" in portal.get("/provider/").text
    withdraw(user=owner, listing=organisation)
    put_live(organisation)
    assert "organisation’s details" not in portal.get("/provider/").text


def test_a_live_listing_shows_how_often_it_was_found_without_small_numbers(portal, service, organisation):
    put_live(organisation)
    put_live(service)
    this_week = monday_of(timezone.localdate())
    ServiceWeek.objects.create(service=service.uuid, week=this_week, found=43, opened=2)
    page = portal.get(f"/provider/services/{service.uuid}/")
    first, *others = page.context["weeks"]
    assert (str(first.week.found), str(first.week.opened), first.bar) == ("45", "fewer than 5", 100)
    assert {each.bar for each in others} == {0}
    assert "How often families see it" in page.text
