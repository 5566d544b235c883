"""What the desk and the portal read, in a number of queries that doesn't grow with the listings."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from providers.listings.data import ServiceData
from providers.listings.models import HideAddress, Membership, Organisation
from providers.listings.services.listings import save_draft
from providers.review.permissions import user_can_decide
from providers.review.selectors import (
    changes_of,
    current_submission,
    history_of,
    latest_reason,
    organisations_of,
    services_of,
    status_of,
    statuses_of,
    submissions_for,
)
from providers.review.services.submissions import approve, submit
from providers.review.states import ListingStatus
from tests.factories import OrganisationFactory, ServiceFactory, full_data
from tests.integration.review.conftest import edit, listing_in

pytestmark = pytest.mark.django_db


def _queries(read):
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def test_people_see_their_own_services_with_status_by_name(cast):
    ServiceFactory(name="Somebody else's")
    drafts = [ServiceFactory(name=name, organisation=cast.organisation) for name in ("Zebra club", "Apple group")]
    submit(user=cast.owner, listing=drafts[0])
    rows = services_of(cast.owner)
    assert [(row.listing.name, row.status, row.can_edit) for row in rows] == [
        ("Apple group", ListingStatus.DRAFT, True),
        ("Zebra club", ListingStatus.SUBMITTED, True),
    ]
    assert not any(row.can_edit for row in services_of(cast.viewer))
    assert [row.listing for row in organisations_of(cast.owner)] == [cast.organisation]
    assert services_of(cast.officer) == []


def test_services_of_takes_as_many_queries_for_many(cast):
    listing_in(ListingStatus.SUBMITTED, cast)
    few = _queries(lambda: services_of(cast.owner))
    for status in (ListingStatus.DRAFT, ListingStatus.REJECTED, ListingStatus.LIVE):
        listing_in(status, cast)
    assert _queries(lambda: services_of(cast.owner)) == few


def test_what_waits_is_oldest_first_with_both_kinds_and_for_officers_alone(cast):
    first = listing_in(ListingStatus.SUBMITTED, cast)
    second = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    third = OrganisationFactory(owner=cast.owner)
    submit(user=cast.owner, listing=third)
    assert [row.workflow_state.content_object for row in submissions_for(cast.officer)] == [first, second, third]
    for user in (cast.owner, cast.manager, cast.content_editor):
        assert not submissions_for(user).exists()


def test_a_decided_listing_waits_no_more(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    approve(user=cast.officer, task_state=current_submission(listing))
    assert not submissions_for(cast.officer).exists()
    assert current_submission(listing) is None


def test_statuses_of_nothing_is_empty(alpha):
    assert statuses_of([]) == {}


def test_the_reason_stays_until_the_next_decision(cast):
    listing = listing_in(ListingStatus.CHANGES_ASKED, cast)
    reason = latest_reason(listing)
    assert reason.text == "Say who it is for."
    assert reason.decision == "changes-asked"
    edit(listing, cast.owner, "Better")
    assert latest_reason(listing).text == "Say who it is for."
    submit(user=cast.owner, listing=listing)
    approve(user=cast.officer, task_state=current_submission(listing))
    assert latest_reason(listing) is None
    assert [sent.decision for sent in history_of(listing)] == ["approved", "changes-asked"]


def test_a_listing_never_sent_has_no_reason(cast):
    assert latest_reason(listing_in(ListingStatus.DRAFT, cast)) is None


def test_who_may_decide_is_told_before_the_button_is_drawn(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    assert user_can_decide(cast.officer, submission, listing)
    for user in (cast.owner, cast.manager, cast.outsider):
        assert not user_can_decide(user, submission, listing)


def test_changes_are_told_in_words(cast):
    service = ServiceFactory(organisation=cast.organisation, data=full_data(), published=True)
    data = ServiceData.from_service(service)
    place = replace(data.places[0], hide_address=HideAddress.EXACT, schedules=data.places[0].schedules[:1])
    changed = replace(
        data, summary="Sleep help for deaf children.", needs=("hearing",), free=True, places=(place,), costs=()
    )
    save_draft(user=cast.owner, service=service, data=changed)
    submit(user=cast.owner, listing=service)
    changes = {change.name: change for change in changes_of(current_submission(service))}
    assert {name for name, change in changes.items() if change.changed} == {
        "summary",
        "needs",
        "free",
        "costs",
        f"places.{place.uuid}",
    }
    assert (changes["needs"].before, changes["needs"].after) == ("Autism, Sleep", "Deaf or hearing impairment")
    assert (changes["free"].before, changes["free"].after) == ("No", "Yes")
    assert changes["costs"].before == "A visit: £5.50 a session"
    assert changes[f"places.{place.uuid}"].label == "Place 1"
    assert changes[f"places.{place.uuid}"].after.splitlines() == [
        "1 High Street, Bletchley, MK3 6EB",
        "Exact address hidden from families",
        "Step-free access",
        "Monday 9am to 5pm, term time",
    ]
    assert not changes["tier"].changed
    assert changes["tier"].after == "Extra help for a time"


def test_a_first_version_is_all_new(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    changes = changes_of(current_submission(listing))
    assert {change.before for change in changes} == {""}
    assert {change.name for change in changes} >= {"name", "reach"}


def test_a_place_taken_away_is_said(cast):
    service = ServiceFactory(organisation=cast.organisation, data=full_data(), published=True)
    save_draft(user=cast.owner, service=service, data=full_data(places=()))
    submit(user=cast.owner, listing=service)
    (change,) = [change for change in changes_of(current_submission(service)) if change.changed]
    assert change.label == "Place 1, taken away"
    assert change.after == ""


def test_an_organisations_changes_are_told_too(cast):
    organisation = listing_in(ListingStatus.LIVE_SUBMITTED, cast, Organisation)
    changes = [change for change in changes_of(current_submission(organisation)) if change.changed]
    assert [(change.label, change.after) for change in changes] == [("Description", "Changed words")]
    assert status_of(organisation) is ListingStatus.LIVE_SUBMITTED
    assert Membership.objects.filter(organisation=organisation, user=cast.owner).exists()
