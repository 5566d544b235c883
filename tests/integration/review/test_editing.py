"""A reviewer corrects what was sent while accepting it: within what was sent, for everybody to see, and undoable."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry, Revision

from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed, Stale, WrongState
from providers.listings.models import Organisation, Service
from providers.review.history import events_of
from providers.review.models import OfficerEdit, ReviewSettings
from providers.review.permissions import is_author
from providers.review.selectors import current_submission, status_of
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, submit
from providers.review.services.undo import undo_decision
from providers.review.states import ListingStatus
from tests.factories import ServiceFactory, full_data
from tests.integration.review.conftest import edit, listing_in

pytestmark = pytest.mark.django_db


def _fresh(listing):
    return type(listing).objects.get(pk=listing.pk)


def _correct(cast, listing, **edits):
    submission = current_submission(listing)
    accept_with_edits(user=cast.officer, task_state=submission, edits=edits)
    submission.refresh_from_db()
    return submission


@pytest.mark.parametrize("model", [Service, Organisation])
def test_the_corrected_version_goes_live_and_what_was_sent_is_kept(cast, model):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast, model)
    sent = listing.latest_revision
    submission = _correct(cast, listing, description="Better words")
    assert (_fresh(listing).description, status_of(_fresh(listing))) == ("Better words", ListingStatus.LIVE)
    kept = OfficerEdit.objects.get()
    assert (kept.original, kept.edited, kept.submission) == (sent, submission.revision, submission)
    assert Revision.objects.get(pk=sent.pk).as_object().description == "Changed words"


def test_the_log_and_the_providers_history_say_what_was_corrected(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    _correct(cast, listing, description="Better words")
    entry = ModelLogEntry.objects.get(action="review.edit")
    assert (entry.user, entry.data["before"]) == (cast.officer, {"Description": "Changed words"})
    corrected = next(event for event in events_of(listing) if event.what.startswith("Corrected"))
    assert (corrected.who, corrected.notes) == ("The council", ("Description: Better words",))


def test_sectors_that_need_two_approvals_are_not_corrected_into_a_review_of_one_step(cast):
    ReviewSettings.objects.create(pk=1, second_step="sectors", second_step_sectors=["health"])
    listing = ServiceFactory(organisation=cast.organisation, user=cast.owner, sectors=("education",))
    submission = submit(user=cast.owner, listing=listing)
    with pytest.raises(WrongState, match="needs two approvals"):
        accept_with_edits(user=cast.officer, task_state=submission, edits={"sectors": ("health",)})
    assert (status_of(_fresh(listing)), OfficerEdit.objects.count()) == (ListingStatus.SUBMITTED, 0)
    accept_with_edits(user=cast.officer, task_state=submission, edits={"sectors": ("social-care",)})
    assert status_of(_fresh(listing)) is ListingStatus.LIVE


def test_only_what_was_sent_can_be_corrected(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    for edits in ({"name": "My own idea"}, {"shoe_size": "4"}):
        with pytest.raises(NotAllowed, match="what the provider has sent"):
            _correct(cast, listing, **edits)
    assert status_of(listing) is ListingStatus.LIVE_SUBMITTED


def test_a_correction_that_says_the_same_is_an_approval(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    _correct(cast, listing, description="Changed words")
    assert not OfficerEdit.objects.exists()
    assert _fresh(listing).description == "Changed words"


def test_a_correction_is_checked_like_any_answer(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    with pytest.raises(ValidationError) as refused:
        _correct(cast, listing, name="")
    assert "name" in refused.value.message_dict
    assert status_of(listing) is ListingStatus.SUBMITTED


def test_a_place_is_corrected_by_its_uuid_and_keeps_it(cast, alpha):
    listing = ServiceFactory(organisation=cast.organisation, user=cast.owner, data=full_data())
    submit(user=cast.owner, listing=listing)
    (place,) = ServiceData.from_service(listing.latest_revision.as_object()).places
    corrected = {f"places.{place.uuid}": replace(place, address="1 High St, Bletchley")}
    accept_with_edits(user=cast.officer, task_state=current_submission(listing), edits=corrected)
    (row,) = _fresh(listing).service_at_locations.all()
    assert (row.address, row.uuid) == ("1 High St, Bletchley", place.uuid)


def test_correcting_makes_nobody_the_author_but_writing_does(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    submission = _correct(cast, listing, description="Better words")
    assert not is_author(cast.officer, submission, _fresh(listing))
    undo_decision(user=cast.officer, task_state=submission)
    approve(user=cast.officer, task_state=submission)
    again = listing_in(ListingStatus.LIVE, cast)
    edit(again, cast.officer_who_writes, "My own words")
    submit(user=cast.owner, listing=again)
    with pytest.raises(NotAllowed):
        accept_with_edits(
            user=cast.officer_who_writes, task_state=current_submission(again), edits={"description": "Mine again"}
        )


def test_taking_it_back_brings_back_what_the_provider_sent(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    submission = _correct(cast, listing, description="Better words")
    undo_decision(user=cast.other_officer, task_state=submission)
    submission.refresh_from_db()
    assert submission.revision.as_object().description == "Changed words"
    assert submission.revision.user == cast.owner
    assert (_fresh(listing).description, status_of(_fresh(listing))) == ("", ListingStatus.LIVE_SUBMITTED)
    approve(user=cast.officer, task_state=submission)
    assert _fresh(listing).description == "Changed words"


def test_nobody_corrects_beside_a_newer_version_or_after_the_decision(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    seen = current_submission(listing)
    draft = _fresh(listing).get_latest_revision_as_object()
    draft.description = "Version 3"
    draft.save_revision()
    with pytest.raises(Stale):
        accept_with_edits(user=cast.officer, task_state=seen, edits={"description": "Mine"})
    decided = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    old = current_submission(decided)
    approve(user=cast.officer, task_state=old)
    with pytest.raises(WrongState):
        accept_with_edits(user=cast.other_officer, task_state=old, edits={"description": "Mine"})


@pytest.mark.parametrize("role", ["owner", "viewer", "manager", "content_editor", "commissioner", "partner"])
def test_only_officers_correct(cast, role):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    with pytest.raises(NotAllowed):
        accept_with_edits(
            user=getattr(cast, role), task_state=current_submission(listing), edits={"description": "Mine"}
        )
