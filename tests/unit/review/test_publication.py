"""What a version needs before families see it, for whoever wants it live."""

import pytest

from providers.listings.models import Organisation
from providers.review.errors import NotAllowed, Stale, WrongState
from providers.review.publication import Need, needed_to_go_live, refuse
from tenants.accounts.models import User
from tenants.accounts.roles import OFFICER

OWN = Organisation(name="Night Owls")


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
        ({"user": person("Manager")}, Need.REVIEW),
        ({"user": person(OFFICER), "organisation": OWN}, Need.REVIEW),
        ({"user": None, "organisation": OWN}, Need.REVIEW),
        ({"user": person(), "organisation": OWN, "review": "in_progress"}, Need.REVIEW),
        ({"user": person(), "restores": True}, Need.NOTHING),
        ({"user": person(), "organisation": OWN, "restores": True}, Need.NOTHING),
        ({"user": None, "review": "in_progress"}, Need.END_OF_REVIEW),
        ({"user": person(OFFICER), "review": "needs_changes"}, Need.END_OF_REVIEW),
        ({"user": person(), "restores": True, "review": "in_progress"}, Need.END_OF_REVIEW),
        ({"user": None, "newest": False}, Need.NEWEST_VERSION),
        ({"user": None, "newest": False, "review": "in_progress"}, Need.END_OF_REVIEW),
    ],
)
def test_what_is_needed(asked, need):
    assert needed_to_go_live(**asked) is need


@pytest.mark.parametrize(
    ("need", "error"),
    [(Need.REVIEW, NotAllowed), (Need.END_OF_REVIEW, WrongState), (Need.NEWEST_VERSION, Stale)],
)
def test_a_need_is_refused_in_its_words(need, error):
    with pytest.raises(error, match=need.value):
        refuse(need)


def test_nothing_needed_is_not_refused():
    refuse(Need.NOTHING)
