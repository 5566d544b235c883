"""Mails to and about an organisation's people, owed in the transaction of what they tell."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from providers.listings.models import Membership
from providers.people.mails import INVITATION, JOINED
from providers.people.models import Invitation
from tenants.accounts.invitations import token_of
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.mail.limits import STAFF
from tenants.mail.services.outbox import owe_templated, owe_to_person


def owe_invitation(invitation: Invitation) -> None:
    """The link to join, mailed once each time it is sent. Raises TooManyMails."""
    owe_templated(
        event=f"invitation:{invitation.uuid}:{invitation.times_sent}",
        to=invitation.email,
        template=INVITATION,
        sender=_sender(invitation.invited_by),
        about={
            "invitation": invitation.pk,
            "times_sent": invitation.times_sent,
            "organisation": invitation.organisation_id,
        },
        values={
            "organisation": invitation.organisation.name,
            "inviter": str(invitation.invited_by or current_council().name),
            "role": as_role(invitation.role),
            "until": date_format(localtime(invitation.ends), "j F Y"),
            "link": absolute_url(reverse("portal:invitation", args=[token_of(invitation)])),
        },
    )


def _sender(person: User | None) -> str:
    return STAFF if person is None or is_officer(person) else f"person:{person.pk}"


def owe_welcome(member: Membership, invitation: Invitation) -> None:
    """Whoever invited a person hears that they joined: a stranger in the team would be noticed."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.is_active:
        return
    owe_to_person(
        event=f"joined:{invitation.uuid}",
        person=inviter,
        template=JOINED,
        about={"organisation": member.organisation_id, "joined": member.user_id, "role": member.role},
        values={
            "person": str(member.user),
            "address": member.user.email,
            "organisation": member.organisation.name,
            "role": as_role(member.role),
            "link": absolute_url(reverse("portal:people", args=[member.organisation.uuid])),
        },
    )


def as_role(role: str) -> str:
    """A role in the middle of a sentence."""
    article = "a" if role == Membership.Role.VIEWER else "an"
    return f"{article} {Membership.Role(role).label.lower()}"
