"""The one table of the review is complete and hangs together."""

import pytest

from providers.listings.errors import WrongState
from providers.review.states import TRANSITIONS, ListingStatus, Who

STATUSES = list(ListingStatus)


def test_every_state_can_be_reached_and_left():
    reached = {status for move in TRANSITIONS.values() for status in move.moves.values()}
    left = {status for move in TRANSITIONS.values() for status in move.moves}
    assert reached == set(STATUSES)
    assert left == set(STATUSES)


def test_only_a_reviewers_approval_makes_a_listing_live():
    makes_live = {
        name
        for name, move in TRANSITIONS.items()
        for before, after in move.moves.items()
        if after.is_live and not before.is_live
    }
    assert makes_live == {"approve", "second_approve"}
    assert TRANSITIONS["approve"].who is Who.OFFICER
    assert TRANSITIONS["second_approve"].who is Who.SECOND_REVIEWER


def test_the_councils_rules_only_change_what_is_live_already():
    by_rules = [move for move in TRANSITIONS.values() if move.who is Who.RULES]
    assert [before for move in by_rules for before in move.moves] == [ListingStatus.LIVE_DRAFT]


def test_no_move_takes_a_live_listing_away_from_families():
    assert not [
        (name, before)
        for name, move in TRANSITIONS.items()
        for before, after in move.moves.items()
        if before.is_live and not after.is_live
    ]


def test_nothing_is_saved_while_a_listing_is_being_checked():
    assert not {status for status in TRANSITIONS["save_draft"].moves if status.in_review}


@pytest.mark.parametrize(("who", "second"), [(Who.OFFICER, False), (Who.SECOND_REVIEWER, True)])
def test_reviewers_decide_only_on_what_waits_at_their_step(who, second):
    waiting = {status for status in STATUSES if status.in_review and status.in_second_review is second}
    moves = [move for move in TRANSITIONS.values() if move.who is who]
    assert moves
    for move in moves:
        assert waiting == set(move.moves)
        assert move.undoable


@pytest.mark.parametrize("status", STATUSES)
def test_a_state_has_words_for_both_sides(status):
    assert status.provider_label
    assert status.officer_label
    assert ListingStatus(status.value) is status


def test_a_move_from_elsewhere_says_why_not():
    with pytest.raises(WrongState, match="nothing new"):
        TRANSITIONS["submit"].require(ListingStatus.LIVE)
