"""Reviewers among themselves: who looks at what, remarks, many at once, decisions taken back, settings, history."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Service
from providers.review.history import events_of
from providers.review.models import ReviewTaskState
from providers.review.selectors import comments_of, current_submission, status_of
from providers.review.services.assignments import assign, comment
from providers.review.services.bulk import MOST, approve_many
from providers.review.services.settings import change_review_settings
from providers.review.services.submissions import approve, ask_for_changes, reject, submit
from providers.review.services.undo import can_undo, undo_decision
from providers.review.settings import review_settings
from providers.review.states import UNDO_WINDOW, ListingStatus
from tests.factories import PersonFactory, ServiceFactory
from tests.integration.review.conftest import edit, listing_in

pytestmark = pytest.mark.django_db


def _fresh(listing):
    return Service.objects.get(pk=listing.pk)


def test_many_are_approved_and_the_others_say_why_not(cast):
    good = [listing_in(ListingStatus.LIVE_SUBMITTED, cast, name=name) for name in ("Night Owls", "Wheels for all")]
    new = listing_in(ListingStatus.SUBMITTED, cast)
    names = ("Baby signing", "Chess", "Sensory room", "Trampolines")
    taken, own, stale, risky = (listing_in(ListingStatus.LIVE_SUBMITTED, cast, name=name) for name in names)
    assign(user=cast.officer, task_state=current_submission(taken), to=cast.other_officer)
    ReviewTaskState.objects.filter(pk=current_submission(own).pk).update(submitted_by=cast.officer)
    _fresh(stale).get_latest_revision_as_object().save_revision()
    risky_revision = current_submission(risky).revision
    risky_revision.content["description"] = "Ring 07700 900123."
    risky_revision.save()
    asked = [current_submission(each) for each in (*good, new, taken, own, stale, risky)]
    outcomes = {each.submission.pk: each.refused for each in approve_many(user=cast.officer, task_states=asked)}
    words = [outcomes[each.pk] for each in asked]
    assert words[:2] == ["", ""]
    for refused, part in zip(
        words[2:],
        ["don't know this listing", "is looking at it", "another officer", "newer version", "mobile"],
        strict=True,
    ):
        assert part in refused
    assert [status_of(_fresh(each)) for each in good] == [ListingStatus.LIVE] * 2
    assert status_of(_fresh(new)) is ListingStatus.SUBMITTED


def test_not_too_many_at_once(cast):
    submission = current_submission(listing_in(ListingStatus.LIVE_SUBMITTED, cast))
    with pytest.raises(WrongState, match="at most 50"):
        approve_many(user=cast.officer, task_states=[submission] * (MOST + 1))
    (outcome,) = approve_many(user=cast.manager, task_states=[submission, submission])
    assert "council officer" in outcome.refused


def test_somebody_is_said_to_look_at_it_and_others_may_still_decide(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    assign(user=cast.officer, task_state=submission, to=cast.other_officer)
    assert current_submission(listing).assigned_to == cast.other_officer
    with pytest.raises(WrongState, match="can't decide"):
        assign(user=cast.officer, task_state=submission, to=cast.manager)
    assign(user=cast.other_officer, task_state=submission, to=None)
    approve(user=cast.officer, task_state=submission)
    with pytest.raises(WrongState, match="no longer waiting"):
        assign(user=cast.officer, task_state=submission, to=cast.other_officer)


def test_remarks_are_for_reviewers_alone(alpha, cast, client_for):
    listing = listing_in(ListingStatus.SECOND_REVIEW, cast)
    submission = current_submission(listing)
    comment(user=cast.officer, task_state=submission, text=" Ask the nurse. ")
    comment(user=cast.partner, task_state=submission, text="She agrees.")
    assert [each.text for each in comments_of(cast.partner, submission)] == ["Ask the nurse.", "She agrees."]
    assert comments_of(cast.owner, submission) == []
    with pytest.raises(WrongState):
        comment(user=cast.officer, task_state=submission, text=" ")
    page = client_for(alpha, cast.owner).get(f"/provider/services/{listing.uuid}/").content.decode()
    assert "nurse" not in page
    assert "remark" not in page


@pytest.mark.parametrize(
    "role", ["owner", "officer_who_is_none", "manager", "content_editor", "commissioner", "partner"]
)
def test_nobody_else_assigns_or_remarks(cast, role):
    user = PersonFactory() if role == "officer_who_is_none" else getattr(cast, role)
    submission = current_submission(listing_in(ListingStatus.SUBMITTED, cast))
    with pytest.raises(NotAllowed):
        assign(user=user, task_state=submission, to=cast.officer)
    with pytest.raises(NotAllowed):
        comment(user=user, task_state=submission, text="Hello")


def test_a_decision_stands_after_its_minutes(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    approve(user=cast.officer, task_state=submission)
    submission.refresh_from_db()
    assert can_undo(submission, _fresh(listing))
    ReviewTaskState.objects.update(finished_at=timezone.now() - UNDO_WINDOW - timedelta(seconds=1))
    with pytest.raises(WrongState, match="10 minutes"):
        undo_decision(user=cast.officer, task_state=submission)
    assert _fresh(listing).live


@pytest.mark.parametrize("go_on", ["edit", "send"])
def test_a_decision_stands_once_its_people_have_gone_on(cast, go_on):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    submission = current_submission(listing)
    ask_for_changes(user=cast.officer, task_state=submission, reason="Why?")
    if go_on == "edit":
        edit(listing, cast.owner, "New words")
    else:
        submit(user=cast.owner, listing=_fresh(listing))
    with pytest.raises(WrongState, match="gone on"):
        undo_decision(user=cast.officer, task_state=submission)


def test_taking_an_approval_back_keeps_the_day_of_what_is_live_again(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    before = _fresh(listing).last_published_at
    submission = current_submission(listing)
    approve(user=cast.officer, task_state=submission)
    undo_decision(user=cast.officer, task_state=submission)
    assert _fresh(listing).last_published_at == before
    with pytest.raises(WrongState, match="no decision"):
        undo_decision(user=cast.officer, task_state=submission)


def test_taking_a_first_approval_back_leaves_no_trace_for_families(alpha, cast, client_for):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    approve(user=cast.officer, task_state=submission)
    undo_decision(user=cast.other_officer, task_state=submission)
    assert client_for(alpha).get(listing.get_absolute_url()).status_code == 404


def test_history_tells_everything_with_who_and_when(cast):
    service = ServiceFactory(organisation=cast.organisation, user=cast.owner)
    edit(service, cast.owner, "Words")
    edit(service, cast.owner, "Other words")
    submit(user=cast.editor, listing=service)
    submission = current_submission(service)
    reject(user=cast.officer, task_state=submission, reason="Not about SEND.")
    undo_decision(user=cast.officer, task_state=submission)
    comment(user=cast.officer, task_state=submission, text="Hm.")
    ask_for_changes(user=cast.officer, task_state=submission, reason="For whom?")
    assert [(event.who, event.what) for event in events_of(service)] == [
        ("The council", "Asked for changes"),
        ("The council", "Took its last decision back"),
        ("The council", "Did not accept it"),
        (str(cast.editor), "Sent it to the council"),
        (str(cast.owner), "Saved changes"),
        (str(cast.owner), "Started it"),
    ]
    inside = events_of(service, for_council=True)
    assert (inside[1].who, inside[1].what) == (str(cast.officer), "Wrote a remark for the reviewers")


def test_managers_change_how_the_council_reviews(cast):
    assert review_settings().second_step == "off"
    change_review_settings(user=cast.manager, second_step="all", sample_percent=50)
    assert (review_settings().second_step, review_settings().sample_percent) == ("all", 50)
    with pytest.raises(ValidationError):
        change_review_settings(user=cast.manager, automatic_fields=["name"])
    for user in (cast.officer, cast.owner, cast.partner, cast.commissioner, cast.content_editor):
        with pytest.raises(NotAllowed):
            change_review_settings(user=user, second_step="off")
