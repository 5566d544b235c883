"""Inviting somebody, their role, and joining."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from providers.listings.models import Membership
from providers.portal.forms.base import email
from tenants.accounts.forms import name_field
from tenants.accounts.models import User
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


class JoinForm(PlainForm):
    """What a new person gives: a name and a password."""

    name = name_field()
    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters. 3 words that you can remember are good.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean_password(self) -> str:
        """A password that isn't common, short, or like their name or address."""
        password: str = self.cleaned_data["password"]
        try:
            validate_password(password, User(email=self._email, name=self.cleaned_data.get("name", "")))
        except ValidationError as refused:
            raise ValidationError(refused.messages) from refused
        return password
