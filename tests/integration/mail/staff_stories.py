"""Stories of mails about the people who work at a council."""

from collections.abc import Iterator

from tenants.accounts.roles import MANAGER, OFFICER
from tenants.staff.models import StaffInvitation
from tenants.staff.services import (
    accept_invitation,
    change_roles,
    invite,
    remove,
    suspend,
    withdraw_invitation,
)
from tests.factories import PersonFactory
from tests.integration.mail.world import ANN, World, told


def _invited(manager=None) -> StaffInvitation:
    return invite(user=manager or PersonFactory.create(manager=True), email=ANN, roles=[OFFICER])


@told("staff-invitation", "taken back")
def staff_invitation_withdrawn(world: World) -> Iterator[None]:
    invitation = _invited()
    yield
    withdraw_invitation(user=None, invitation=invitation)


@told("staff-invitation", "was accepted")
def staff_invitation_accepted(world: World) -> Iterator[None]:
    invitation = _invited()
    yield
    accept_invitation(user=PersonFactory.create(email=ANN), invitation=invitation)


@told("staff-invitation", "with a new link")
def staff_invited_again(world: World) -> Iterator[None]:
    invitation = _invited()
    yield
    _invited(invitation.invited_by)


@told("staff-joined", "removed or suspended")
def staff_joined_and_was_suspended(world: World) -> Iterator[None]:
    person = PersonFactory.create(email=ANN)
    accept_invitation(user=person, invitation=_invited())
    yield
    suspend(user=None, person=person)


@told("staff-joined", "no manager any more")
def inviter_became_an_officer(world: World) -> Iterator[None]:
    invitation = _invited()
    accept_invitation(user=PersonFactory.create(email=ANN), invitation=invitation)
    PersonFactory.create(manager=True)
    yield
    change_roles(user=None, person=invitation.invited_by, roles=[OFFICER])


@told("staff-joined", "removed or suspended")
def staff_joined_and_was_removed(world: World) -> Iterator[None]:
    person = PersonFactory.create(email=ANN)
    invitation = invite(user=PersonFactory.create(manager=True), email=ANN, roles=[MANAGER])
    accept_invitation(user=person, invitation=invitation)
    yield
    remove(user=None, person=person)
