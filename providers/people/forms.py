"""The officers' choices."""

from typing import Any

from django import forms

from providers.listings.models import Membership
from providers.people.models import Claim
from search import vocabulary
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import EMAIL, name_up_to

REASON_MOST = 2000


class ClaimFilters(PlainForm):
    """Which claims to show; the open ones unless something else is chosen."""

    state = forms.ChoiceField(
        label="State", required=False, choices=[*Claim.State.choices, ("all", "All")], initial=Claim.State.OPEN
    )
    kind = forms.ChoiceField(label="Why", required=False, choices=[("", "Any"), *Claim.Kind.choices])


class DecideForm(PlainForm):
    """Approve in a role, perhaps taking owners out who have left; or decline with a reason."""

    role = forms.ChoiceField(
        label="Role",
        required=False,
        choices=Membership.Role.choices,
        initial=Membership.Role.OWNER,
        widget=forms.RadioSelect,
    )
    out = forms.TypedMultipleChoiceField(
        label="Take out owners who have left", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    answer = forms.CharField(
        label="Why not",
        help_text="Needed to decline. The person reads it.",
        required=False,
        max_length=REASON_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decision = forms.ChoiceField(choices=[("approve", "Approve"), ("decline", "Decline")])

    def __init__(self, *args: Any, claim: Claim, owners: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if claim.kind == Claim.Kind.RECOVERY and owners:
            self.fields["out"].choices = [(owner.pk, f"{owner.user} ({owner.user.email})") for owner in owners]  # type: ignore[attr-defined]
        else:
            del self.fields["out"]
        if claim.service_id:
            del self.fields["role"]


class SetUpForm(PlainForm):
    """A new organisation and its owner's address, as told on the phone."""

    name = KindField(
        name_up_to(255), label="Name of the organisation", error_messages={"required": "Enter the organisation’s name"}
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "Choose"), *vocabulary.ORGANISATION_KIND.items()],
        error_messages={"required": "Choose the kind of organisation"},
    )
    email = KindField(
        EMAIL,
        label="Owner’s email address (if they have one)",
        help_text="We send them a link to join, which works for 14 days. Left empty, the council keeps it "
        "until somebody claims it.",
        required=False,
        widget=forms.EmailInput,
    )


class FindForm(PlainForm):
    """An organisation that is there already, or one of its people."""

    q = forms.CharField(label="Name of the organisation, or a person’s name or address", required=False, max_length=120)
