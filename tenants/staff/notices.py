"""Mails to and about the people who work at a council, owed in the transaction of what they tell."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime

from tenants.accounts.invitations import token_of
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.mail.limits import STAFF
from tenants.mail.services.outbox import owe_templated, owe_to_person
from tenants.staff.mails import STAFF_INVITATION, STAFF_JOINED
from tenants.staff.models import StaffInvitation


def owe_invitation(invitation: StaffInvitation) -> None:
    """The link to join, mailed once each time it is sent. Raises TooManyMails."""
    by = invitation.invited_by
    owe_templated(
        event=f"staff-invitation:{invitation.uuid}:{invitation.times_sent}",
        to=invitation.email,
        template=STAFF_INVITATION,
        sender=STAFF if by is None else f"person:{by.pk}",
        about={"invitation": invitation.pk, "times_sent": invitation.times_sent},
        values={
            "inviter": str(by or current_council().name),
            "roles": listed(invitation.roles),
            "until": date_format(localtime(invitation.ends), "j F Y"),
            "link": absolute_url(reverse("join-council", args=[token_of(invitation)])),
        },
    )


def owe_news_of_joining(person: User, invitation: StaffInvitation) -> None:
    """Whoever invited a person hears that they joined."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.is_active:
        return
    owe_to_person(
        event=f"staff-joined:{invitation.uuid}",
        person=inviter,
        template=STAFF_JOINED,
        about={"joined": person.pk},
        values={
            "person": str(person),
            "address": person.email,
            "roles": listed(invitation.roles),
            "link": absolute_url(reverse("staff:index")),
        },
    )


def listed(roles: Iterable[str]) -> str:
    """Roles in a sentence."""
    return ", ".join(roles)
