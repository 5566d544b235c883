"""Every move × every state × every role, as the table says: allowed there and nowhere else, and taken back again."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from providers.listings.errors import ListingError, NotAllowed, WrongState
from providers.listings.models import Organisation, Service
from providers.review.models import ReviewTaskState
from providers.review.selectors import status_of
from providers.review.services.submissions import approve, ask_for_changes, reject, submit, withdraw
from providers.review.services.undo import undo_decision
from providers.review.states import TRANSITIONS, ListingStatus, Who
from tests.integration.review.conftest import edit, listing_in, with_second_step

pytestmark = pytest.mark.django_db

ROLES = (
    "anonymous",
    "owner",
    "editor",
    "viewer",
    "outsider",
    "officer",
    "other_officer",
    "officer_who_writes",
    "partner",
    "manager",
    "commissioner",
    "content_editor",
)
ALLOWED = {
    Who.EDITOR: {"owner", "editor", "officer_who_writes"},
    Who.OFFICER: {"officer", "other_officer", "officer_who_writes"},
    Who.SECOND_REVIEWER: {"partner"},
}
BY_PEOPLE = [name for name, move in TRANSITIONS.items() if move.who is not Who.RULES]
UNDOABLE = [name for name, move in TRANSITIONS.items() if move.undoable]


def _person(cast, role):
    return AnonymousUser() if role == "anonymous" else getattr(cast, role)


def _last_submission(listing):
    return ReviewTaskState.objects.filter(workflow_state__object_id=str(listing.pk)).order_by("-pk").first()


def _make(name, user, listing):
    """Make a move as its people do. A second approval is asked for from what is sent or passed on from now on."""
    if name == "save_draft":
        edit(listing, user, "Other words")
    elif name in ("submit", "withdraw"):
        {"submit": submit, "withdraw": withdraw}[name](user=user, listing=listing)
    elif name.endswith(("approve", "pass_on")):
        approve(user=user, task_state=_last_submission(listing))
    else:
        decide = {"ask_for_changes": ask_for_changes, "reject": reject}[name.removeprefix("second_")]
        decide(user=user, task_state=_last_submission(listing), reason="Because.")


def _listing_for(name, status, cast, model):
    """A listing in a state; where the move is the first of two approvals, one that needs two."""
    if name == "pass_on":
        with_second_step()
    return listing_in(status, cast, model)


@pytest.mark.parametrize("model", [Service, Organisation])
@pytest.mark.parametrize("status", list(ListingStatus), ids=lambda status: status.value)
@pytest.mark.parametrize("name", BY_PEOPLE)
def test_a_move_is_made_by_its_people_from_its_states_alone(cast, name, status, model):
    move = TRANSITIONS[name]
    listing = _listing_for(name, status, cast, model)
    assert status_of(listing) is status
    decided_on = _last_submission(listing)
    if move.who in (Who.OFFICER, Who.SECOND_REVIEWER) and (
        decided_on is None or decided_on.second_step is not _second(move)
    ):
        return  # there is nothing of that step that anyone could name to decide on
    for role in ROLES:
        user = _person(cast, role)
        point = transaction.savepoint()
        listing = model.objects.get(pk=listing.pk)
        if role in ALLOWED[move.who] and status in move.moves:
            _make(name, user, listing)
            assert status_of(model.objects.get(pk=listing.pk)) is move.moves[status], role
        else:
            with pytest.raises(WrongState if role in ALLOWED[move.who] else NotAllowed):
                _make(name, user, listing)
            assert status_of(model.objects.get(pk=listing.pk)) is status, role
        transaction.savepoint_rollback(point)


@pytest.mark.parametrize("model", [Service, Organisation])
@pytest.mark.parametrize("name", UNDOABLE)
def test_a_decision_is_taken_back_by_its_reviewers_alone(cast, name, model):
    move = TRANSITIONS[name]
    for status in move.moves:
        start = transaction.savepoint()
        listing = _listing_for(name, status, cast, model)
        decided_on = _last_submission(listing)
        words = model.objects.get(pk=listing.pk).description
        _make(name, cast.partner if _second(move) else cast.officer, listing)
        for role in ROLES:
            point = transaction.savepoint()
            if role in ALLOWED[move.who]:
                undo_decision(user=_person(cast, role), task_state=decided_on)
                found = model.objects.get(pk=listing.pk)
                assert (status_of(found), found.live, found.description) == (status, status.is_live, words), role
                decided_on.refresh_from_db()
                assert decided_on.status == ReviewTaskState.STATUS_IN_PROGRESS
            else:
                with pytest.raises(NotAllowed):
                    undo_decision(user=_person(cast, role), task_state=decided_on)
                assert status_of(model.objects.get(pk=listing.pk)) is move.moves[status], role
            transaction.savepoint_rollback(point)
            decided_on.refresh_from_db()
        transaction.savepoint_rollback(start)


def _second(move):
    return move.who is Who.SECOND_REVIEWER


@pytest.mark.parametrize("name", [name for name, move in TRANSITIONS.items() if move.needs_reason])
@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_decision_against_needs_a_reason(cast, name, reason):
    move = TRANSITIONS[name]
    listing = listing_in(next(iter(move.moves)), cast)
    decide = {"ask_for_changes": ask_for_changes, "reject": reject}[name.removeprefix("second_")]
    with pytest.raises(ListingError, match="Enter a reason"):
        decide(
            user=cast.partner if _second(move) else cast.officer, task_state=_last_submission(listing), reason=reason
        )
    assert status_of(listing) in move.moves


def test_people_who_left_can_do_nothing(cast):
    listing = listing_in(ListingStatus.DRAFT, cast)
    for user in (cast.owner, cast.officer):
        user.is_active = False
        user.save()
    with pytest.raises(NotAllowed):
        submit(user=cast.owner, listing=listing)
    submit(user=cast.editor, listing=listing)
    officer = type(cast.officer).objects.get(pk=cast.officer.pk)
    with pytest.raises(NotAllowed):
        approve(user=officer, task_state=_last_submission(listing))
