"""Every move × every state × every role, as the table says: allowed there and nowhere else."""

import pytest
from django.db import transaction

from providers.listings.errors import ListingError, NotAllowed, WrongState
from providers.listings.models import Organisation, Service
from providers.review.models import ReviewTaskState
from providers.review.selectors import status_of
from providers.review.services import approve, ask_for_changes, reject, submit, withdraw
from providers.review.states import TRANSITIONS, ListingStatus, Who
from tests.integration.review.conftest import edit, listing_in

pytestmark = pytest.mark.django_db

ROLES = (
    "owner",
    "editor",
    "viewer",
    "outsider",
    "officer",
    "other_officer",
    "manager",
    "content_editor",
    "officer_who_writes",
)
ALLOWED = {
    Who.EDITOR: {"owner", "editor", "officer_who_writes"},
    Who.OFFICER: {"officer", "other_officer", "officer_who_writes"},
}


def _last_submission(listing):
    return ReviewTaskState.objects.filter(workflow_state__object_id=str(listing.pk)).order_by("-pk").first()


def _make(name, user, listing):
    if name == "save_draft":
        edit(listing, user, "Other words")
    elif name in ("submit", "withdraw"):
        {"submit": submit, "withdraw": withdraw}[name](user=user, listing=listing)
    elif name == "approve":
        approve(user=user, task_state=_last_submission(listing))
    else:
        {"ask_for_changes": ask_for_changes, "reject": reject}[name](
            user=user, task_state=_last_submission(listing), reason="Because."
        )


@pytest.mark.parametrize("model", [Service, Organisation])
@pytest.mark.parametrize("status", list(ListingStatus), ids=lambda status: status.value)
@pytest.mark.parametrize("name", list(TRANSITIONS))
def test_a_move_is_made_by_its_people_from_its_states_alone(cast, name, status, model):
    move = TRANSITIONS[name]
    listing = listing_in(status, cast, model)
    assert status_of(listing) is status
    if move.who is Who.OFFICER and _last_submission(listing) is None:
        return  # there is nothing that anyone could name to decide on
    for role in ROLES:
        user = getattr(cast, role)
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


@pytest.mark.parametrize("name", [name for name, move in TRANSITIONS.items() if move.needs_reason])
@pytest.mark.parametrize("reason", ["", "   \n"])
def test_a_decision_against_needs_a_reason(cast, name, reason):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    decide = {"ask_for_changes": ask_for_changes, "reject": reject}[name]
    with pytest.raises(ListingError, match="Enter a reason"):
        decide(user=cast.officer, task_state=_last_submission(listing), reason=reason)
    assert status_of(listing) is ListingStatus.SUBMITTED


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
