"""Inviting people to an organisation, their joining, changing their role, taking them away."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.listings.models import Membership, Organisation
from providers.people.errors import InvitationClosed, PeopleError, TooManyInvitations
from providers.people.models import Invitation
from providers.people.notices import owe_welcome
from providers.people.permissions import may_write_to_strangers, require_people_manager
from providers.people.services.mailing import mail_invitation
from tenants.accounts.errors import AddressTaken
from tenants.accounts.models import User
from tenants.accounts.services import person_of_mailed_link
from tenants.mail.errors import TooManyMails

MOST_OPEN = 20
"""Open invitations an organisation: nobody's mail server should suffer from a mistake."""
_CLOSED = "This invitation can't be used any more. Ask for a new one."
_HAS_ACCOUNT = "This address has an account already. Sign in to accept."
_LAST_OWNER = "An organisation needs an owner. Make somebody else an owner first."


@transaction.atomic
def invite(*, user: User, organisation: Organisation, email: str, role: str) -> Invitation:
    """Invite somebody, or send an open invitation once more (in the role given now). Until the council has approved the
    organisation, an owner's invitation waits unsent.

    Raises NotAllowed; PeopleError when the person is in the organisation already, the council has hidden it, too many
    invitations are open, or too many mails were sent.
    """
    require_people_manager(user, organisation)
    hold_people(organisation)
    email = email.strip().lower()
    if Membership.objects.filter(organisation=organisation, user__email__iexact=email).exists():
        raise PeopleError("This person looks after the organisation already.")
    opened = Invitation.objects.opened().filter(organisation=organisation)
    invitation = opened.filter(email__iexact=email).first()
    if invitation is None and opened.count() >= MOST_OPEN:
        raise PeopleError(f"{MOST_OPEN} invitations are open. Take one back first.")
    if invitation is None:
        invitation = Invitation(organisation=organisation, email=email, times_sent=0)
    invitation.role = role
    invitation.invited_by = user
    _mail_if_approved(user, invitation)
    note(organisation, user, "people.invite", email=email, role=role)
    return invitation


@transaction.atomic
def withdraw_invitation(*, user: User, invitation: Invitation) -> None:
    """Take an invitation back: its link stops working. Twice is fine. Raises NotAllowed."""
    require_people_manager(user, invitation.organisation)
    opened = Invitation.objects.opened().filter(pk=invitation.pk)
    if opened.update(withdrawn_at=timezone.now()):
        note(invitation.organisation, user, "people.withdraw_invitation", email=invitation.email)


@transaction.atomic
def accept_invitation(*, user: User, invitation: Invitation) -> Membership:
    """Join the organisation, as the person the invitation was sent to.

    Raises InvitationClosed; PeopleError when it was sent to another address.
    """
    if user.email.lower() != invitation.email.lower():
        raise PeopleError(f"This invitation is for {invitation.email}. Sign in with that address.")
    return _join(user, invitation)


@transaction.atomic
def join_by_invitation(*, invitation: Invitation, name: str, password: str) -> User:
    """Make a new person of an invited address (its link proves it is theirs) and let them join.

    Raises InvitationClosed; PeopleError when the address signs in already.
    """
    _require_waiting(invitation)
    try:
        user = person_of_mailed_link(email=invitation.email, name=name, password=password)
    except AddressTaken as taken:
        raise PeopleError(_HAS_ACCOUNT) from taken
    _join(user, invitation)
    return user


@transaction.atomic
def change_role(*, user: User, member: Membership, role: str) -> None:
    """Give a person another role. Raises NotAllowed; PeopleError for the last owner."""
    require_people_manager(user, member.organisation)
    hold_people(member.organisation)
    member.refresh_from_db()
    before = member.role
    if role == before:
        return
    _keep_an_owner(member)
    member.role = role
    member.save(update_fields=["role"])
    note(member.organisation, user, "people.change_role", email=member.user.email, before=before, after=role)


@transaction.atomic
def remove_member(*, user: User, member: Membership) -> None:
    """Take a person out of an organisation; everybody may leave. Raises NotAllowed; PeopleError for the last owner."""
    if user.pk != member.user_id:
        require_people_manager(user, member.organisation)
    hold_people(member.organisation)
    member.refresh_from_db()
    _keep_an_owner(member)
    note(member.organisation, user, "people.remove", email=member.user.email, role=member.role)
    member.delete()


def _mail_if_approved(user: User, invitation: Invitation) -> None:
    organisation = Organisation.objects.get(pk=invitation.organisation_id)  # as the lock found it
    if may_write_to_strangers(user, organisation):
        try:
            mail_invitation(invitation)
        except TooManyMails as refused:
            raise TooManyInvitations(str(refused)) from refused
    elif organisation.suspended:
        raise PeopleError("The council has hidden this organisation. Ask the council before you invite anybody.")
    else:
        invitation.save()


def _join(user: User, invitation: Invitation) -> Membership:
    invitation = _require_waiting(invitation)
    member, is_new = Membership.objects.get_or_create(
        organisation=invitation.organisation, user=user, defaults={"role": invitation.role}
    )
    invitation.accepted_at = timezone.now()
    invitation.save(update_fields=["accepted_at"])
    if is_new:
        note(invitation.organisation, user, "people.join", email=user.email, role=member.role)
        owe_welcome(member, invitation)
    return member


def _require_waiting(invitation: Invitation) -> Invitation:
    """The invitation, held: who accepts it at the same moment waits, and finds it closed."""
    waiting = Invitation.objects.select_for_update(of=("self",)).select_related("organisation")
    held: Invitation = waiting.get(pk=invitation.pk)
    if not held.is_waiting:
        raise InvitationClosed(_CLOSED)
    return held


def hold_people(organisation: Organisation) -> None:
    """One change of an organisation's people at a time, so that two owners can't remove each other."""
    Organisation.objects.select_for_update().filter(pk=organisation.pk).values_list("pk").first()


def _keep_an_owner(member: Membership) -> None:
    others = Membership.objects.owners().filter(organisation=member.organisation).exclude(pk=member.pk)
    if member.role == Membership.Role.OWNER and not others.exists():
        raise PeopleError(_LAST_OWNER)


def note(organisation: Organisation, user: User, action: str, **data: str) -> None:
    """Write a change of an organisation's people into the audit trail."""
    log(instance=organisation, action=action, user=user, data=data)
