"""Waiting times: said at once, of each place, with their day; families are told when they are old."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from providers.listings.data import PlaceData
from providers.listings.models import PlaceWaitingTime
from providers.listings.services.listings import save_draft
from tests.factories import put_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(service, organisation, owner, draft_of):
    """The service, live at two places."""
    places = (PlaceData(address="North Hall", postcode=""), PlaceData(address="South Hall", postcode=""))
    save_draft(user=owner, service=service, data=replace(draft_of(service), places=places))
    put_live(organisation)
    put_live(service)
    service.refresh_from_db()
    return service


def _url(service):
    return f"/provider/services/{service.uuid}/closed/"


def _fields(live):
    north, south = live.service_at_locations.all()
    return f"waiting_{north.uuid}", f"waiting_{south.uuid}"


@pytest.mark.parametrize(("days", "asked"), [(0, True), (2, False)], ids=["due today", "due later"])
def test_the_page_of_a_service_says_when_it_is_to_be_checked(portal, live, days, asked):
    live.state.review_due = timezone.localdate() + timedelta(days=days)
    live.state.save()
    page = portal.get(f"/provider/services/{live.uuid}/").text
    assert ("Check that it is still correct" in page) == asked


def test_waiting_times_of_all_places_show_at_once_with_their_month(portal, live, alpha, client_for):
    north, south = _fields(live)
    page = portal.get(_url(live))
    assert "Only at North Hall" in page.text
    assert portal.post(_url(live), {"waiting_time": "", north: "6 weeks", south: "3 months"}).status_code == 302
    told = client_for(alpha).get(live.get_absolute_url()).text
    month = timezone.localdate().strftime("%B %Y")
    assert "6 weeks" in told
    assert "3 months" in told
    assert f"(said in {month})" in told
    assert "more than 6 months ago" not in told
    assert not live.has_unpublished_changes


def test_an_old_waiting_time_says_so(portal, live, alpha, client_for):
    north, _ = _fields(live)
    portal.post(_url(live), {"waiting_time": "2 weeks", north: "6 weeks"})
    PlaceWaitingTime.objects.update(checked=timezone.localdate() - timedelta(days=200))
    told = client_for(alpha).get(live.get_absolute_url()).text
    assert told.count("more than 6 months ago") == 1


def test_empty_words_take_a_waiting_time_away_and_each_change_is_logged(portal, owner, live):
    north, _ = _fields(live)
    portal.post(_url(live), {north: "6 weeks"})
    portal.post(_url(live), {north: ""})
    assert not PlaceWaitingTime.objects.exists()
    entries = ModelLogEntry.objects.filter(action="listing.place_waiting_time", user=owner).order_by("timestamp")
    place = north.removeprefix("waiting_")
    assert [entry.data["after"].get(place) for entry in entries] == ["6 weeks", None]


def test_nobody_writes_a_waiting_time_of_anothers_place(portal, live, stranger, viewer, client_for, alpha):
    north, _ = _fields(live)
    answers = [client_for(alpha, who).post(_url(live), {north: "1 day"}).status_code for who in (stranger, viewer)]
    assert answers == [404, 403]
    portal.post(_url(live), {"waiting_11111111-1111-4111-8111-111111111111": "1 day"})
    assert not PlaceWaitingTime.objects.exists()
