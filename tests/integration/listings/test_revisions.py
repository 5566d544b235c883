"""A service's whole tree survives draft and publish, and its children keep their uuids."""

from dataclasses import replace
from datetime import time

import pytest

from providers.listings.data import PlaceData, ScheduleData, ServiceData
from providers.listings.models import Schedule, Service
from providers.listings.services.listings import save_draft
from providers.listings.services.state import set_temporarily_closed
from providers.review.services.submissions import publish_directly
from tests.factories import OrganisationFactory, ServiceFactory, full_data

pytestmark = pytest.mark.django_db


def _published(service, data):
    revision = save_draft(user=None, service=service, data=data)
    publish_directly(listing=service, revision=revision)
    return Service.objects.get(pk=service.pk)


def _uuids(service):
    data = ServiceData.from_service(service)
    places = {place.uuid: {schedule.uuid for schedule in place.schedules} for place in data.places}
    return places, {row.uuid for group in (data.costs, data.contacts, data.areas) for row in group}


def test_a_draft_shows_nothing_in_the_live_rows(alpha):
    service = ServiceFactory(full=True)
    row = Service.objects.get(pk=service.pk)
    assert not row.live
    assert row.service_at_locations.count() == 0
    assert row.summary == ""


def test_publishing_gives_exactly_what_was_drafted(alpha):
    data = full_data()
    service = ServiceFactory(data=data, approved=True)
    assert ServiceData.from_service(Service.objects.get(pk=service.pk)) == data


def test_uuids_of_places_and_hours_stay_over_edits_and_publishing(alpha):
    service = ServiceFactory(full=True, approved=True)
    before = _uuids(service)
    data = ServiceData.from_service(service)
    live = _published(
        service, replace(data, summary="New words", places=(replace(data.places[0], address="2 Low Road"),))
    )
    assert _uuids(live) == before


def test_uuids_stay_when_values_come_without_them(alpha):
    service = ServiceFactory(full=True, approved=True)
    before = _uuids(service)
    live = _published(service, full_data(name="Another name"))
    assert _uuids(live) == before


def test_publishing_an_earlier_draft_keeps_uuids_though_keys_change(alpha):
    service = ServiceFactory(full=True, approved=True)
    first = service.live_revision
    before = _uuids(service)
    data = ServiceData.from_service(service)
    _published(service, replace(data, places=()))
    first.publish(skip_permission_checks=True)
    assert _uuids(Service.objects.get(pk=service.pk)) == before


def test_two_drafts_in_a_row_publish_new_children_once(alpha):
    service = ServiceFactory(full=True, approved=True)
    data = ServiceData.from_service(service)
    extra = PlaceData(postcode="MK9 3XS", schedules=(ScheduleData(day="sat", opens=time(10), closes=time(12)),))
    second = replace(data, places=(*data.places, extra))
    first_revision = save_draft(user=None, service=service, data=second)
    save_draft(user=None, service=service, data=replace(second, summary="Later words"))
    first_revision.publish(skip_permission_checks=True)
    live = _published(service, replace(second, summary="Latest words"))
    assert [place.postcode for place in live.service_at_locations.all()] == ["MK3 6EB", "MK9 3XS"]
    assert live.service_at_locations.all()[1].uuid == extra.uuid
    assert Schedule.objects.filter(service_at_location__service=live).count() == 3


def test_publishing_an_earlier_draft_leaves_what_is_outside_revisions(alpha):
    service = ServiceFactory(name="Old", approved=True)
    first = service.live_revision
    other = OrganisationFactory(published=True)
    set_temporarily_closed(user=None, service=service, closed=True, note="Flood")
    Service.objects.filter(pk=service.pk).update(organisation=other)
    first.refresh_from_db()
    first.publish(skip_permission_checks=True)
    live = Service.objects.get(pk=service.pk)
    assert (live.uuid, live.organisation_id) == (service.uuid, other.pk)
    assert live.state.temporarily_closed
    assert live.state.closed_note == "Flood"


def test_an_earlier_version_keeps_the_hours_of_a_place_that_was_taken_away(alpha):
    service = _published(ServiceFactory(full=True, approved=True), full_data(summary="With a place"))
    earlier = service.live_revision
    _published(service, full_data(places=()))
    shown = ServiceData.from_service(earlier.as_object())
    assert [len(place.schedules) for place in shown.places] == [2]
    publish_directly(listing=service, revision=earlier.as_object().save_revision(clean=False))
    assert Service.objects.get(pk=service.pk).service_at_locations.get().schedules.count() == 2
