"""Inviting people to work at a council, their joining, changing their roles, suspending and removing them.

Each act takes the person who does it; None is an operator, at the command line. One act at a time a council, and each
looks again whether its person is a manager: of two managers who remove each other the second is refused.
"""

from collections.abc import Sequence
from typing import Final

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.log_actions import log

from tenants.accounts.errors import AddressTaken
from tenants.accounts.models import User
from tenants.accounts.roles import MANAGER, ROLES
from tenants.accounts.selectors import managers
from tenants.accounts.services import end_sign_ins, forget_ways_in, person_of_mailed_link
from tenants.councils.locks import Lock, lock_until_commit
from tenants.mail.errors import TooManyMails
from tenants.staff.errors import InvitationClosed, NotAManager, StaffError, TooManyInvitations
from tenants.staff.models import StaffInvitation
from tenants.staff.notices import listed, owe_invitation, owe_news_of_joining
from tenants.staff.selectors import open_invitations, roles_held, staff
from tenants.staff.signals import roles_changed

_CLOSED: Final = "This invitation can’t be used any more. Ask for a new one."
_HAS_ACCOUNT: Final = "This address has an account already. Sign in to accept."
_LAST: Final = "The council needs a manager. Make somebody else a manager first."


@transaction.atomic
def invite(*, user: User | None, email: str, roles: Sequence[str]) -> StaffInvitation:
    """Invite somebody, or send an open invitation once more (with the roles given now): earlier links stop working.

    Raises NotAManager; StaffError when the person works here already, was shut out, or too many mails were sent.
    """
    _begin(user)
    email = email.strip().lower()
    known = User.objects.filter(email__iexact=email).first()
    if known is not None and roles_held(known):
        raise StaffError("This person works here already." if known.is_active else "This person is suspended here.")
    if known is not None and not known.is_active:
        raise StaffError("The account of this address is shut. Use another address.")
    invitation = open_invitations().filter(email__iexact=email).first() or StaffInvitation(email=email, times_sent=0)
    invitation.roles = _in_order(roles)
    invitation.invited_by = user
    invitation.times_sent += 1
    invitation.sent_at = timezone.now()
    invitation.save()
    try:
        owe_invitation(invitation)
    except TooManyMails as refused:
        raise TooManyInvitations(str(refused)) from refused
    log(instance=invitation, action="staff.invite", user=user, data={"email": email, "roles": invitation.roles})
    return invitation


@transaction.atomic
def withdraw_invitation(*, user: User | None, invitation: StaffInvitation) -> None:
    """Take an invitation back: its link stops working. Twice is fine. Raises NotAManager."""
    _begin(user)
    if open_invitations().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        log(instance=invitation, action="staff.withdraw_invitation", user=user, data={"email": invitation.email})


@transaction.atomic
def accept_invitation(*, user: User, invitation: StaffInvitation) -> None:
    """Join, as the person the invitation was sent to. Raises InvitationClosed; StaffError for another address."""
    if user.email.lower() != invitation.email.lower():
        raise StaffError(f"This invitation is for {invitation.email}. Sign in with that address.")
    _join(user, invitation)


@transaction.atomic
def join_by_invitation(*, invitation: StaffInvitation, name: str, password: str) -> User:
    """Make a new person of an invited address (its link proves it is theirs) and let them join.

    Raises InvitationClosed; StaffError when the address signs in already.
    """
    _require_waiting(invitation)
    try:
        user = person_of_mailed_link(email=invitation.email, name=name, password=password)
    except AddressTaken as taken:
        raise StaffError(_HAS_ACCOUNT) from taken
    _join(user, invitation)
    return user


@transaction.atomic
def change_roles(*, user: User | None, person: User, roles: Sequence[str]) -> None:
    """Give a person other roles, at least one. What they were assigned and may no longer do goes back to the queue.

    Raises NotAManager; StaffError for the last manager, or somebody who doesn't work here.
    """
    person = _held(user, person)
    before, after = roles_held(person), _in_order(roles)
    if sorted(before) == sorted(after):
        return
    if MANAGER not in after:
        _keep_a_manager(person)
        _take_back_invitations(person)
    person.groups.remove(*Group.objects.filter(name__in=set(before) - set(after)))
    person.groups.add(*Group.objects.filter(name__in=set(after) - set(before)))
    _tell(user, person, "staff.change_roles", before=listed(before), after=listed(after))


@transaction.atomic
def suspend(*, user: User | None, person: User) -> None:
    """Shut a person out for now: they are signed out everywhere at once. They keep their roles for later.

    Raises NotAManager; StaffError for the last manager, or somebody who doesn't work here.
    """
    person = _held(user, person)
    if not person.is_active:
        return
    _keep_a_manager(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_sign_ins(user=person)
    _take_back_invitations(person)
    _tell(user, person, "staff.suspend")


@transaction.atomic
def let_back_in(*, user: User | None, person: User) -> None:
    """End a suspension. Raises NotAManager; StaffError for somebody who doesn't work here."""
    person = _held(user, person)
    if person.is_active:
        return
    person.is_active = True
    person.save(update_fields=["is_active"])
    _tell(user, person, "staff.let_back_in")


@transaction.atomic
def remove(*, user: User | None, person: User) -> None:
    """Take all roles from a person, with every session, link, password and second factor; everybody may leave.

    The account stays, for what it has written and for listings that it may look after, but nobody signs in with it
    before its address has been mailed a link to a new password. Raises NotAManager; StaffError for the last manager, or
    somebody who doesn't work here.
    """
    person = _held(user, person, leaving=user is not None and user.pk == person.pk)
    _keep_a_manager(person)
    before = roles_held(person)
    person.groups.remove(*Group.objects.filter(name__in=ROLES))
    person.is_active, person.is_staff = True, False
    person.save(update_fields=["is_active", "is_staff"])
    forget_ways_in(user=person)
    _take_back_invitations(person)
    _tell(user, person, "staff.remove", roles=listed(before))


def _begin(user: User | None) -> None:
    """One change of the council's people at a time, by somebody who is a manager now."""
    lock_until_commit(Lock.STAFF)
    if user is not None and not managers().filter(pk=user.pk).exists():
        raise NotAManager("Only a manager of the council can change who works here.")


def _held(user: User | None, person: User, *, leaving: bool = False) -> User:
    """The person as they are now, for a change by somebody who may."""
    if leaving:
        lock_until_commit(Lock.STAFF)
    else:
        _begin(user)
    found: User | None = staff().filter(pk=person.pk).first()
    if found is None:
        raise StaffError("This person doesn’t work here any more.")
    return found


def _keep_a_manager(person: User) -> None:
    """Raises StaffError when nobody else would be left to manage the council."""
    if managers().filter(pk=person.pk).exists() and not managers().exclude(pk=person.pk).exists():
        raise StaffError(_LAST)


def _take_back_invitations(person: User) -> None:
    """Take back what was sent to the person, and what they sent: nobody comes back by a colleague whom they made up."""
    theirs = Q(email__iexact=person.email) | Q(invited_by=person)
    open_invitations().filter(theirs).update(withdrawn_at=timezone.now())


def _join(user: User, invitation: StaffInvitation) -> None:
    invitation = _require_waiting(invitation)
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    user.groups.add(*Group.objects.filter(name__in=invitation.roles))
    _tell(user, user, "staff.join", roles=listed(invitation.roles))
    owe_news_of_joining(user, invitation)


def _require_waiting(invitation: StaffInvitation) -> StaffInvitation:
    """The invitation, held: who accepts it at the same moment waits, and finds it closed."""
    lock_until_commit(Lock.STAFF)
    held: StaffInvitation = StaffInvitation.objects.select_related("invited_by").get(pk=invitation.pk)
    if not held.is_waiting:
        raise InvitationClosed(_CLOSED)
    return held


def _in_order(roles: Sequence[str]) -> list[str]:
    chosen = [role for role in ROLES if role in roles]
    if not chosen or len(chosen) != len(set(roles)):
        raise StaffError("Choose what they may do.")
    return chosen


def _tell(user: User | None, person: User, action: str, **data: str) -> None:
    """Write a change into the audit trail, and let other rooms follow it with the person as they are now."""
    log(instance=person, action=action, user=user, data=data)
    fresh = User.objects.get(pk=person.pk)
    roles_changed.send(sender=User, person=fresh, by=user)
