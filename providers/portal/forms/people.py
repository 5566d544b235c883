"""Inviting somebody, and their role."""

from django import forms

from providers.listings.models import Membership
from providers.portal.forms.base import email
from tenants.inputs.forms import PlainForm

ROLE_WORDS = {
    Membership.Role.OWNER: "Owner: changes listings, and says who looks after them",
    Membership.Role.EDITOR: "Editor: changes listings and sends them to the council",
    Membership.Role.VIEWER: "Viewer: sees drafts and what the council says, changes nothing",
}


def role_field() -> forms.ChoiceField:
    """One of the three roles, in words."""
    return forms.ChoiceField(
        label="What they may do",
        choices=list(ROLE_WORDS.items()),
        initial=Membership.Role.EDITOR,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may do", "invalid_choice": "Choose what they may do"},
    )


class InviteForm(PlainForm):
    """An address and a role."""

    email = email(
        "Their email address", hint="We send them a link that works for 14 days.", required=True, autocomplete="off"
    )
    role = role_field()


class RoleForm(PlainForm):
    """A role."""

    role = role_field()
