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


def test_only_an_officers_approval_makes_a_listing_live():
    makes_live = {
        name
        for name, move in TRANSITIONS.items()
        for before, after in move.moves.items()
        if after.is_live and not before.is_live
    }
    assert makes_live == {"approve"}
    assert TRANSITIONS["approve"].who is Who.OFFICER


def test_no_move_takes_a_live_listing_away_from_families():
    assert not [
        (name, before)
        for name, move in TRANSITIONS.items()
        for before, after in move.moves.items()
        if before.is_live and not after.is_live
    ]


def test_nothing_is_saved_while_a_listing_is_being_checked():
    assert not {status for status in TRANSITIONS["save_draft"].moves if status.in_review}


def test_officers_decide_only_on_what_waits():
    for move in TRANSITIONS.values():
        if move.who is Who.OFFICER:
            assert {status for status in STATUSES if status.in_review} == set(move.moves)


@pytest.mark.parametrize("status", STATUSES)
def test_a_state_has_words_for_both_sides(status):
    assert status.provider_label
    assert status.officer_label
    assert ListingStatus(status.value) is status


def test_a_move_from_elsewhere_says_why_not():
    with pytest.raises(WrongState, match="nothing new"):
        TRANSITIONS["submit"].require(ListingStatus.LIVE)
