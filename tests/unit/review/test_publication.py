"""What a version needs before families see it, for whoever wants it live."""

import pytest

from providers.listings.models import Organisation
from providers.review.errors import NotAllowed, Stale, WrongState
from providers.review.models import ReviewSettings
from providers.review.publication import Need, Version, needed_to_go_live, refuse, wants_two_approvals
from tenants.accounts.models import User
from tenants.accounts.roles import MANAGER, OFFICER, PARTNER

OWN = Organisation(name="Night Owls")
HEALTH = Version(sectors={"health"})
TWO_FOR_HEALTH = {"second_step": "sectors", "second_step_sectors": ["health"]}


def person(*roles: str) -> User:
    """Somebody with these roles in the council, which are read once for each loaded user."""
    user = User(email="someone@example.org")
    user.council_roles = frozenset(roles)
    return user


@pytest.mark.parametrize(
    ("asked", "need"),
    [
        ({"user": None}, Need.NOTHING),
        ({"user": person(OFFICER)}, Need.NOTHING),
        ({"user": person()}, Need.REVIEW),
        ({"user": person(MANAGER)}, Need.REVIEW),
        ({"user": person(PARTNER)}, Need.REVIEW),
        ({"user": person(OFFICER), "organisation": OWN}, Need.REVIEW),
        ({"user": None, "organisation": OWN}, Need.REVIEW),
        ({"user": person(), "organisation": OWN, "version": Version(review="in_progress")}, Need.REVIEW),
        ({"user": None, "version": Version(review="in_progress")}, Need.END_OF_REVIEW),
        ({"user": person(OFFICER), "version": Version(review="needs_changes")}, Need.END_OF_REVIEW),
        ({"user": None, "version": Version(newest=False)}, Need.NEWEST_VERSION),
        ({"user": None, "version": Version(newest=False, review="in_progress")}, Need.END_OF_REVIEW),
        ({"user": None, "version": Version(written_outside=True)}, Need.FIRST_APPROVAL),
        ({"user": person(OFFICER), "version": Version(written_outside=True)}, Need.FIRST_APPROVAL),
        ({"user": person(OFFICER), "version": Version(organisation_waits=True)}, Need.ORGANISATION),
    ],
)
def test_what_is_needed_where_one_approval_is_enough(asked, need):
    assert needed_to_go_live(rules=ReviewSettings(), **{"version": Version(), **asked}) is need


@pytest.mark.parametrize("user", [None, person(OFFICER)], ids=["command", "officer"])
@pytest.mark.parametrize(
    ("rules", "version", "need"),
    [
        (TWO_FOR_HEALTH, HEALTH, Need.SECOND_APPROVAL),
        (TWO_FOR_HEALTH, Version(sectors={"education", "health"}), Need.SECOND_APPROVAL),
        (TWO_FOR_HEALTH, Version(sectors={"health"}, approved_twice=True), Need.NOTHING),
        (TWO_FOR_HEALTH, Version(sectors={"health"}, written_outside=True), Need.FIRST_APPROVAL),
        (TWO_FOR_HEALTH, Version(sectors={"health"}, review="in_progress"), Need.END_OF_REVIEW),
        (TWO_FOR_HEALTH, Version(sectors={"education"}), Need.NOTHING),
        (TWO_FOR_HEALTH, Version(), Need.NOTHING),
        ({"second_step": "all"}, Version(), Need.SECOND_APPROVAL),
        ({"second_step": "all"}, Version(approved_twice=True), Need.NOTHING),
        ({"second_step": "off", "second_step_sectors": ["health"]}, HEALTH, Need.NOTHING),
    ],
)
def test_what_is_needed_where_the_settings_want_two_approvals(user, rules, version, need):
    assert needed_to_go_live(user=user, rules=ReviewSettings(**rules), version=version) is need


@pytest.mark.parametrize(
    ("user", "reviewer", "need"),
    [
        (person(OFFICER), "partner", Need.NOTHING),
        (person(PARTNER), "partner", Need.NOTHING),
        (person(PARTNER), "officer", Need.REVIEW),
        (person(MANAGER), "partner", Need.REVIEW),
        (person(), "partner", Need.REVIEW),
        (None, "partner", Need.REVIEW),
    ],
)
def test_an_act_of_the_council_is_taken_back_by_reviewers_alone(user, reviewer, need):
    rules = ReviewSettings(second_step="all", second_reviewer=reviewer)
    assert needed_to_go_live(user=user, rules=rules, version=HEALTH, taken_back=True) is need


@pytest.mark.parametrize("sectors", [(), ("education",), ("health",), ("education", "health")])
def test_settings_want_two_approvals_of_all_of_some_sectors_or_of_none(sectors):
    assert not wants_two_approvals(ReviewSettings(), sectors)
    assert wants_two_approvals(ReviewSettings(second_step="all"), sectors)
    assert wants_two_approvals(ReviewSettings(**TWO_FOR_HEALTH), sectors) is ("health" in sectors)


@pytest.mark.parametrize(
    ("need", "error"),
    [
        (Need.REVIEW, NotAllowed),
        (Need.END_OF_REVIEW, WrongState),
        (Need.NEWEST_VERSION, Stale),
        (Need.FIRST_APPROVAL, WrongState),
        (Need.SECOND_APPROVAL, WrongState),
        (Need.ORGANISATION, WrongState),
    ],
)
def test_a_need_is_refused_in_its_words(need, error):
    with pytest.raises(error, match=need.value):
        refuse(need)


def test_nothing_needed_is_not_refused():
    refuse(Need.NOTHING)
