"""What went wrong with Wagtail's own workflow when it was tried, and must not here."""

import pytest
from django.core.exceptions import PermissionDenied

from providers.listings.errors import NotAllowed, Stale, WrongState
from providers.listings.models import Organisation, Service
from providers.listings.services.checks import confirm_still_correct
from providers.listings.services.state import set_temporarily_closed
from providers.review.models import CouncilReviewTask, ReviewTaskState
from providers.review.publish import publish_reviewed_revision
from providers.review.selectors import changes_of, current_submission, status_of
from providers.review.services.submissions import approve, ask_for_changes, publish_directly, submit, withdraw
from providers.review.states import ListingStatus
from tests.factories import OrganisationFactory, ServiceFactory
from tests.integration.review.conftest import edit, listing_in

pytestmark = pytest.mark.django_db


def _live(listing):
    return type(listing).objects.get(pk=listing.pk)


def _save_by_the_back_door(listing, words):
    draft = _live(listing).get_latest_revision_as_object()
    draft.description = words
    return draft.save_revision()


@pytest.mark.parametrize("model", [Service, Organisation])
def test_nothing_goes_live_before_approval(cast, model):
    listing = listing_in(ListingStatus.LIVE, cast, model)
    edit(listing, cast.owner, "Unapproved words")
    assert _live(listing).description == ""
    submit(user=cast.owner, listing=listing)
    assert _live(listing).description == ""
    approve(user=cast.officer, task_state=current_submission(listing))
    assert _live(listing).description == "Unapproved words"


def test_a_save_during_review_is_refused(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    with pytest.raises(WrongState, match="Take it back"):
        edit(listing, cast.owner, "Sneaked in")


def test_a_version_saved_during_review_does_not_go_live_in_its_place(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    submission = current_submission(listing)
    _save_by_the_back_door(listing, "Version 3, never seen by an officer")
    with pytest.raises(Stale):
        approve(user=cast.officer, task_state=submission)
    assert _live(listing).description == ""
    assert status_of(_live(listing)) is ListingStatus.LIVE_SUBMITTED


def test_publishing_takes_the_approved_revision_and_never_the_latest(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    submission = current_submission(listing)
    _save_by_the_back_door(listing, "Version 3")
    submission.decision = ReviewTaskState.Decision.APPROVED
    submission.save()
    submission.approve(user=cast.officer)
    assert _live(listing).description == "Changed words"
    assert _live(listing).has_unpublished_changes


def test_a_submission_taken_back_and_sent_again_can_not_be_approved_from_the_old_page(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    seen = current_submission(listing)
    withdraw(user=cast.owner, listing=listing)
    edit(listing, cast.owner, "Something else entirely")
    submit(user=cast.owner, listing=listing)
    with pytest.raises(WrongState, match="no longer waiting"):
        approve(user=cast.officer, task_state=seen)
    assert not _live(listing).live


@pytest.mark.parametrize("model", [Service, Organisation])
def test_an_officer_never_decides_on_what_they_sent_or_wrote(cast, model):
    listing = listing_in(ListingStatus.LIVE, cast, model)
    edit(listing, cast.officer_who_writes, "My own words")
    edit(listing, cast.owner, "Then the owner's")
    submit(user=cast.owner, listing=listing)
    with pytest.raises(NotAllowed, match="another officer"):
        approve(user=cast.officer_who_writes, task_state=current_submission(listing))
    approve(user=cast.officer, task_state=current_submission(listing))


def test_whoever_sends_again_after_changes_were_asked_is_the_sender(cast):
    listing = listing_in(ListingStatus.CHANGES_ASKED, cast)
    submit(user=cast.officer_who_writes, listing=listing)
    submission = current_submission(listing)
    assert submission.submitted_by == cast.officer_who_writes
    with pytest.raises(NotAllowed):
        approve(user=cast.officer_who_writes, task_state=submission)


def test_deciding_twice_is_refused_and_changes_nothing(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    approve(user=cast.officer, task_state=submission)
    with pytest.raises(WrongState):
        ask_for_changes(user=cast.other_officer, task_state=submission, reason="Too late.")
    assert status_of(_live(listing)) is ListingStatus.LIVE


def test_sending_twice_is_refused(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    with pytest.raises(WrongState, match="sent already"):
        submit(user=cast.editor, listing=listing)


def test_publishing_keeps_what_changes_without_review(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    set_temporarily_closed(user=cast.owner, service=listing, closed=True, note="Boiler broken")
    confirm_still_correct(user=cast.owner, service=listing)
    approve(user=cast.officer, task_state=current_submission(listing))
    state = _live(listing).state
    assert state.temporarily_closed
    assert state.closed_note == "Boiler broken"
    assert state.last_assured_by == cast.owner


def test_a_service_waits_for_its_organisation(cast):
    organisation = OrganisationFactory(owner=cast.owner)
    service = ServiceFactory(organisation=organisation, user=cast.owner)
    submit(user=cast.owner, listing=service)
    with pytest.raises(WrongState, match="organisation first"):
        approve(user=cast.officer, task_state=current_submission(service))
    submit(user=cast.owner, listing=organisation)
    approve(user=cast.officer, task_state=current_submission(organisation))
    approve(user=cast.officer, task_state=current_submission(service))
    assert _live(service).live


def test_trusted_data_is_never_published_beside_a_review(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    with pytest.raises(WrongState, match="being reviewed"):
        publish_directly(listing=listing, revision=listing.latest_revision)
    given_back = listing_in(ListingStatus.CHANGES_ASKED, cast)
    with pytest.raises(WrongState, match="being reviewed"):
        publish_directly(listing=given_back, revision=given_back.latest_revision)


def test_only_the_newest_trusted_data_is_published(cast):
    listing = listing_in(ListingStatus.LIVE, cast)
    first = listing.latest_revision
    edit(listing, None, "Newer")
    with pytest.raises(Stale):
        publish_directly(listing=listing, revision=first)


def test_a_workflow_that_ends_without_a_decision_publishes_nothing(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    with pytest.raises(PermissionDenied):
        publish_reviewed_revision(submission.workflow_state, user=cast.officer)
    with pytest.raises(PermissionDenied):
        submission.approve(user=cast.officer)
    with pytest.raises(PermissionDenied):
        CouncilReviewTask.objects.get().deactivate(user=cast.manager)
    assert not _live(listing).live


@pytest.mark.parametrize("approver", ["owner", None])
def test_what_its_sender_or_nobody_approved_is_not_published(cast, approver):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    submission.decision = ReviewTaskState.Decision.APPROVED
    submission.save()
    with pytest.raises(PermissionDenied):
        submission.approve(user=getattr(cast, approver) if approver else None)
    assert not _live(listing).live


def test_the_change_shown_is_the_submitted_one_even_if_another_was_saved(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    _save_by_the_back_door(listing, "Version 3")
    changed = [change for change in changes_of(current_submission(listing)) if change.changed]
    assert [(change.name, change.before, change.after) for change in changed] == [("description", "", "Changed words")]
