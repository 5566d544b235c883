"""Two approvals where the council wants them: by whom, of what, and nothing goes live after one."""

import pytest
from django.core.exceptions import PermissionDenied

from providers.listings.data import ServiceData
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Organisation, Service
from providers.listings.services.listings import save_draft
from providers.review.models import ReviewSettings, ReviewTaskState
from providers.review.permissions import user_can_see_submission
from providers.review.selectors import current_submission, status_of, submissions_for
from providers.review.services.submissions import approve, ask_for_changes, submit, withdraw
from providers.review.services.undo import undo_decision
from providers.review.states import ListingStatus
from tests.factories import PersonFactory, ServiceFactory
from tests.integration.review.conftest import edit, listing_in, with_second_step

pytestmark = pytest.mark.django_db
OFFICER = ReviewSettings.SecondReviewer.OFFICER
SECTORS = {"second_step": ReviewSettings.SecondStep.SECTORS, "second_step_sectors": ["health"]}


def _sent(cast, *sectors):
    data = ServiceData(name="Speech therapy", sectors=sectors)
    listing = ServiceFactory(organisation=cast.organisation, user=cast.owner, data=data)
    submit(user=cast.owner, listing=listing)
    return Service.objects.get(pk=listing.pk)


@pytest.mark.parametrize("model", [Service, Organisation])
def test_a_first_approval_shows_families_nothing(cast, model):
    listing = listing_in(ListingStatus.SECOND_REVIEW, cast, model)
    assert not model.objects.get(pk=listing.pk).live
    approve(user=cast.partner, task_state=current_submission(listing))
    assert model.objects.get(pk=listing.pk).live


def test_the_sectors_of_a_submission_decide(cast):
    with_second_step(**SECTORS)
    health, leisure = _sent(cast, "health", "leisure"), _sent(cast, "leisure")
    for listing in (health, leisure):
        approve(user=cast.officer, task_state=current_submission(listing))
    assert status_of(health) is ListingStatus.SECOND_REVIEW
    assert status_of(Service.objects.get(pk=leisure.pk)) is ListingStatus.LIVE


def test_a_listing_that_leaves_the_sector_is_seen_by_its_reviewer_once_more(cast):
    health = _sent(cast, "health")
    approve(user=cast.officer, task_state=current_submission(health))
    with_second_step(**SECTORS)
    save_draft(user=cast.owner, service=health, data=ServiceData(name="Speech therapy", sectors=("leisure",)))
    submit(user=cast.owner, listing=health)
    approve(user=cast.officer, task_state=current_submission(health))
    assert status_of(Service.objects.get(pk=health.pk)) is ListingStatus.LIVE_SECOND_REVIEW


def test_what_waits_finishes_as_it_started(cast):
    one = listing_in(ListingStatus.SUBMITTED, cast)
    with_second_step()
    two = listing_in(ListingStatus.SUBMITTED, cast)
    ReviewSettings.objects.update(second_step=ReviewSettings.SecondStep.OFF)
    for listing in (one, two):
        approve(user=cast.officer, task_state=current_submission(listing))
    assert status_of(Service.objects.get(pk=one.pk)) is ListingStatus.LIVE
    assert status_of(two) is ListingStatus.SECOND_REVIEW


def test_a_partner_sees_the_second_step_alone(cast):
    first, second = (listing_in(status, cast) for status in (ListingStatus.SUBMITTED, ListingStatus.SECOND_REVIEW))
    assert [each.workflow_state.content_object for each in submissions_for(cast.partner)] == [second]
    assert submissions_for(cast.officer).count() == 2
    assert not user_can_see_submission(cast.partner, current_submission(first))
    assert user_can_see_submission(cast.partner, current_submission(second))
    ReviewSettings.objects.update(second_reviewer=OFFICER)
    assert not submissions_for(cast.partner).exists()


def test_nobody_gives_both_approvals(cast):
    with_second_step(OFFICER)
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    approve(user=cast.officer, task_state=current_submission(listing))
    with pytest.raises(NotAllowed, match="first approval"):
        approve(user=cast.officer, task_state=current_submission(listing))
    approve(user=cast.other_officer, task_state=current_submission(listing))
    assert Service.objects.get(pk=listing.pk).live


def test_an_officer_who_is_a_partner_too_gives_one_of_them(cast):
    both = PersonFactory(officer=True)
    both.groups.add(cast.partner.groups.get())
    with_second_step()
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    approve(user=both, task_state=current_submission(listing))
    with pytest.raises(NotAllowed, match="first approval"):
        approve(user=both, task_state=current_submission(listing))


def test_after_the_partner_asks_for_changes_the_council_looks_first_again(cast):
    listing = listing_in(ListingStatus.SECOND_REVIEW, cast)
    ask_for_changes(user=cast.partner, task_state=current_submission(listing), reason="Who refers?")
    edit(listing, cast.owner, "A GP refers.")
    submit(user=cast.owner, listing=listing)
    assert status_of(listing) is ListingStatus.SUBMITTED
    approve(user=cast.officer, task_state=current_submission(listing))
    assert status_of(listing) is ListingStatus.SECOND_REVIEW
    approve(user=cast.partner, task_state=current_submission(listing))
    assert Service.objects.get(pk=listing.pk).description == "A GP refers."


def test_a_review_that_needs_a_second_step_only_now_starts_again(cast):
    listing = listing_in(ListingStatus.CHANGES_ASKED, cast)
    with_second_step()
    submit(user=cast.owner, listing=listing)
    approve(user=cast.officer, task_state=current_submission(listing))
    assert status_of(listing) is ListingStatus.SECOND_REVIEW


def test_a_first_approval_can_not_be_taken_back_once_the_partner_decided(cast):
    listing = listing_in(ListingStatus.SECOND_REVIEW, cast)
    first = ReviewTaskState.objects.get(second_step=False)
    approve(user=cast.partner, task_state=current_submission(listing))
    with pytest.raises(WrongState, match="gone on"):
        undo_decision(user=cast.officer, task_state=first)


def test_the_sender_takes_it_back_from_the_second_step(cast):
    listing = listing_in(ListingStatus.SECOND_REVIEW, cast)
    seen = current_submission(listing)
    withdraw(user=cast.owner, listing=listing)
    assert status_of(listing) is ListingStatus.DRAFT
    with pytest.raises(WrongState, match="no longer waiting"):
        approve(user=cast.partner, task_state=seen)


def test_a_second_approval_alone_publishes_nothing(cast):
    listing = listing_in(ListingStatus.SECOND_REVIEW, cast)
    ReviewTaskState.objects.filter(second_step=False).update(finished_by=cast.partner)
    submission = current_submission(listing)
    submission.decision = ReviewTaskState.Decision.APPROVED
    submission.save()
    with pytest.raises(PermissionDenied):
        submission.approve(user=cast.partner)
    assert not Service.objects.get(pk=listing.pk).live


@pytest.mark.parametrize("path", ["", "users/", "pages/", "images/", "search-analytics/", "reports/site-history/"])
def test_a_partner_opens_nothing_of_the_admin_but_the_desk(alpha, cast, client_for, with_second_factor, path):
    answer = client_for(alpha, with_second_factor(cast.partner)).get(f"/admin/{path}")
    assert answer.status_code == (302 if not path else 403)
    if not path:
        assert answer.url == "/admin/review/"
