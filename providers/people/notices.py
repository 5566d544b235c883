"""Mails to and about an organisation's people, owed in the transaction of what they tell."""

from django.template.loader import render_to_string
from django.urls import reverse

from providers.listings.models import Membership
from providers.people.models import Invitation
from providers.people.selectors import token_of
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.mail.services import owe_mail


def owe_invitation(invitation: Invitation) -> None:
    """The link to join, mailed once each time it is sent."""
    words = {
        "invitation": invitation,
        "council": current_council(),
        "url": absolute_url(reverse("portal:invitation", args=[token_of(invitation)])),
    }
    owe_mail(
        event=f"invitation:{invitation.uuid}:{invitation.times_sent}",
        to=invitation.email,
        subject=f"Join {invitation.organisation.name} on the SEND Local Offer",
        text=render_to_string("people/mail/invitation.txt", words),
    )


def owe_welcome(member: Membership, invitation: Invitation) -> None:
    """Whoever invited a person hears that they joined: a stranger in the team would be noticed."""
    inviter = invitation.invited_by
    if inviter is None or not inviter.is_active:
        return
    words = {
        "member": member,
        "recipient": inviter,
        "council": current_council(),
        "url": absolute_url(reverse("portal:people", args=[member.organisation.uuid])),
    }
    owe_mail(
        event=f"joined:{invitation.uuid}",
        to=inviter.email,
        subject=f"{member.user} joined {member.organisation.name}",
        text=render_to_string("people/mail/joined.txt", words),
    )
