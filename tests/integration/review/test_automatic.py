"""The council's rules for small changes of trusted organisations: what they let through, and what never."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry

from providers.listings.data import ContactData, CostData, PlaceData, ScheduleData, ServiceData
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Organisation, Service
from providers.listings.services.listings import save_draft
from providers.listings.services.suspension import set_trusted, suspend
from providers.review.models import ReviewSettings, ReviewTaskState
from providers.review.selectors import automatic_to_check, current_submission, status_of
from providers.review.services.assignments import mark_checked
from providers.review.services.automatic import is_sampled, kinds_of_change
from providers.review.services.submissions import approve, ask_for_changes, submit
from providers.review.services.undo import undo_decision
from providers.review.states import ListingStatus
from tenants.mail.models import Mail
from tests.factories import ServiceFactory, full_data
from tests.integration.review.conftest import with_second_step

pytestmark = pytest.mark.django_db
BEFORE = full_data(areas=())
NEW_PHONE = {"contacts": tuple(replace(each, phone="01632 960777") for each in BEFORE.contacts)}
NEW_HOURS = {
    "places": tuple(
        replace(place, schedules=(ScheduleData(day="fri", opens=time(10), closes=time(12)),)) for place in BEFORE.places
    )
}


@pytest.fixture
def trusted(cast):
    """A live, trusted service in a council whose rules allow hours and phone numbers, all picked for a later look."""
    ReviewSettings.objects.create(pk=1, automatic_fields=["hours", "phone"], sample_percent=100)
    Organisation.objects.filter(pk=cast.organisation.pk).update(trusted=True)
    return ServiceFactory(organisation=cast.organisation, data=BEFORE, published=True)


def _send(cast, service, **changes):
    fresh = Service.objects.get(pk=service.pk)
    data = replace(ServiceData.from_service(fresh.get_latest_revision_as_object()), **changes)
    save_draft(user=cast.editor, service=fresh, data=data)
    return submit(user=cast.editor, listing=fresh)


@pytest.mark.parametrize("changes", [NEW_PHONE, NEW_HOURS, {**NEW_PHONE, **NEW_HOURS}], ids=["phone", "hours", "both"])
def test_a_small_change_goes_live_at_once_and_is_logged(cast, trusted, changes):
    submission = _send(cast, trusted, **changes)
    live = Service.objects.get(pk=trusted.pk)
    assert status_of(live) is ListingStatus.LIVE
    assert ServiceData.from_service(live) == replace(ServiceData.from_service(trusted), **changes)
    assert (submission.automatic, submission.finished_by, submission.decision) == (True, None, "approved")
    entry = ModelLogEntry.objects.get(action="review.approve_automatically")
    assert entry.user_id is None
    assert entry.data["fields"]
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {**NEW_PHONE, "summary": "Sleep help for everyone."},
        {"url": "https://www.example.org/new"},
        {"contacts": (ContactData(name="Somebody else", phone="01632 960001", email="desk@example.org"),)},
        {"places": (PlaceData(address="2 High Street, Bletchley", postcode="MK3 6EB"),)},
        {"costs": (CostData(option="Free for all"),)},
    ],
    ids=["more", "website", "contact", "moved", "price"],
)
def test_anything_else_waits_for_an_officer(cast, trusted, changes):
    assert not _send(cast, trusted, **changes).automatic
    assert status_of(Service.objects.get(pk=trusted.pk)) is ListingStatus.LIVE_SUBMITTED


def _not_trusted(cast, service):
    set_trusted(user=cast.officer, organisation=service.organisation, trusted=False)


def _two_steps(cast, service):
    with_second_step()


def _no_rules(cast, service):
    ReviewSettings.objects.update(automatic_fields=[])


def _suspended(cast, service):
    suspend(user=cast.officer, listing=service, reason="A complaint.")


def _risky(cast, service):
    save_draft(user=cast.editor, service=service, data=replace(BEFORE, description="Call 07700 900123."))
    fresh = Service.objects.get(pk=service.pk)
    fresh.latest_revision.publish()


@pytest.mark.parametrize("spoil", [_not_trusted, _two_steps, _no_rules, _suspended, _risky])
def test_a_small_change_waits_when_anything_speaks_against_it(cast, trusted, spoil):
    spoil(cast, trusted)
    assert not _send(cast, trusted, **NEW_PHONE).automatic
    assert status_of(Service.objects.get(pk=trusted.pk)) is ListingStatus.LIVE_SUBMITTED


def test_an_answer_to_an_officers_request_waits_for_an_officer(cast, trusted):
    _send(cast, trusted, summary="Changed")
    ask_for_changes(user=cast.officer, task_state=current_submission(trusted), reason="As it was, please.")
    assert not _send(cast, trusted, summary=BEFORE.summary, **NEW_PHONE).automatic


def test_a_listing_families_do_not_know_waits(cast, trusted):
    new = ServiceFactory(organisation=cast.organisation, data=BEFORE)
    assert not submit(user=cast.editor, listing=new).automatic


def test_the_rules_publish_nothing_that_was_never_live(cast, trusted):
    new = ServiceFactory(organisation=cast.organisation, data=BEFORE)
    submission = submit(user=cast.editor, listing=new)
    submission.automatic, submission.decision = True, ReviewTaskState.Decision.APPROVED
    submission.save()
    with pytest.raises(PermissionDenied):
        submission.approve(user=None)
    assert not Service.objects.get(pk=new.pk).live


def test_an_officer_looks_later_at_those_that_were_picked(cast, trusted):
    submission = _send(cast, trusted, **NEW_PHONE)
    assert list(automatic_to_check()) == [submission]
    for user in (cast.manager, cast.owner, cast.partner):
        with pytest.raises(NotAllowed):
            mark_checked(user=user, task_state=submission)
    mark_checked(user=cast.officer, task_state=submission)
    assert not automatic_to_check().exists()
    with pytest.raises(WrongState):
        mark_checked(user=cast.other_officer, task_state=submission)


def test_an_officer_who_sent_it_is_not_the_one_who_looks(cast, trusted):
    save_draft(user=cast.officer_who_writes, service=trusted, data=replace(BEFORE, **NEW_PHONE))
    submission = submit(user=cast.officer_who_writes, listing=Service.objects.get(pk=trusted.pk))
    with pytest.raises(NotAllowed):
        mark_checked(user=cast.officer_who_writes, task_state=submission)


def _went_live(submission, long_ago):
    ReviewTaskState.objects.filter(pk=submission.pk).update(finished_at=timezone.now() - long_ago)


def test_an_officer_takes_back_what_the_rules_approved_days_ago(cast, trusted):
    submission = _send(cast, trusted, **NEW_PHONE)
    _went_live(submission, timedelta(days=3))
    undo_decision(user=cast.officer, task_state=submission)
    live = Service.objects.get(pk=trusted.pk)
    assert status_of(live) is ListingStatus.LIVE_SUBMITTED
    assert ServiceData.from_service(live) == ServiceData.from_service(trusted)
    assert not automatic_to_check().exists()
    entry = ModelLogEntry.objects.get(action="review.undo")
    assert (entry.user, entry.data["by_rules"]) == (cast.officer, True)


def test_what_the_rules_approved_wrongly_is_decided_by_an_officer(cast, trusted):
    submission = _send(cast, trusted, **NEW_PHONE)
    undo_decision(user=cast.officer, task_state=submission)
    approve(user=cast.officer, task_state=submission)
    submission.refresh_from_db()
    assert (submission.automatic, submission.finished_by) == (False, cast.officer)
    assert ServiceData.from_service(Service.objects.get(pk=trusted.pk)).contacts == NEW_PHONE["contacts"]


def test_what_the_rules_approved_stays_once_somebody_has_gone_on_from_it(cast, trusted):
    submission = _send(cast, trusted, **NEW_PHONE)
    _send(cast, trusted, summary="Newer")
    with pytest.raises(WrongState, match="gone on"):
        undo_decision(user=cast.officer, task_state=submission)


@pytest.mark.parametrize("who", ["editor", "manager", "partner", "officer_who_writes"])
def test_only_officers_without_a_part_in_it_take_back_what_the_rules_approved(cast, trusted, who):
    save_draft(user=cast.officer_who_writes, service=trusted, data=replace(BEFORE, **NEW_PHONE))
    submission = submit(user=cast.officer_who_writes, listing=Service.objects.get(pk=trusted.pk))
    with pytest.raises(NotAllowed):
        undo_decision(user=getattr(cast, who), task_state=submission)


def test_the_sample_is_the_same_whenever_asked_and_about_as_large_as_wanted(alpha):
    picked = [pk for pk in range(1000) if is_sampled(pk, 10)]
    assert picked == [pk for pk in range(1000) if is_sampled(pk, 10)]
    assert 50 < len(picked) < 150
    assert not [pk for pk in range(100) if is_sampled(pk, 0)]
    assert all(is_sampled(pk, 100) for pk in range(100))


def test_every_reviewed_field_is_a_kind_of_change_of_its_own():
    assert kinds_of_change(BEFORE, BEFORE) == frozenset()
    assert kinds_of_change(BEFORE, replace(BEFORE, name="Other", answers=(("training", "Yes"),))) >= {"name"}
    assert kinds_of_change(BEFORE, replace(BEFORE, contacts=())) == {"contacts"}
    assert kinds_of_change(BEFORE, replace(BEFORE, places=())) == {"places"}
