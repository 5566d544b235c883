"""A manager's choices about who works at the council."""

from collections.abc import Iterable

from django import forms

from tenants.accounts.roles import WHAT_ROLES_DO
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import EMAIL

CHOOSE = "Choose what they may do"


def roles_field() -> forms.MultipleChoiceField:
    """One role or several, each with what it does."""
    return forms.MultipleChoiceField(
        label="What they may do",
        choices=[(role, f"{role}: {words}") for role, words in WHAT_ROLES_DO.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class InviteForm(PlainForm):
    """An address and roles."""

    email = KindField(
        EMAIL,
        label="Their email address",
        help_text="We send them a link that works for 7 days.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Enter an email address"},
    )
    roles = roles_field()


class RolesForm(PlainForm):
    """Roles."""

    roles = roles_field()


def roles_in_words(roles: Iterable[str]) -> str:
    """Roles in a sentence, in the order in which they are offered."""
    named = [role.lower() for role in WHAT_ROLES_DO if role in set(roles)]
    return " and ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
