"""What a person says of themselves when they claim an organisation or a service."""

from collections.abc import Iterable
from typing import Any

from django import forms

from providers.listings.models import Organisation
from providers.people.models import Claim
from providers.people.services.claims import Evidence
from providers.portal.forms.base import email, long_text, named, phone
from tenants.inputs.forms import PlainForm

REASON_MOST = 2000


class ClaimForm(PlainForm):
    """The evidence. The council checks it, by phone for example."""

    job = named("Your job or role there", hint="Like manager, SENCO or volunteer.", required=True, most=120)
    work_email = email("Your email address there, if it is another one")
    work_phone = phone("A phone number where the council can ask for you", hint="The one on its website is best.")
    reason = long_text("Anything else that shows you look after it", rows=4, most=REASON_MOST)

    def clean(self) -> dict[str, Any]:
        """The council must be able to check with somebody."""
        given = super().clean() or {}
        if not self.errors and not (given["work_email"] or given["work_phone"] or given["reason"]):
            self.add_error("work_phone", "Give a phone number, a work email address, or say how the council can check")
        return given

    def evidence(self) -> Evidence:
        """The answers. Call it on a valid form."""
        names = ("job", "work_email", "work_phone", "reason")
        return Evidence(**{name: self.cleaned_data[name] for name in names})


class ClaimOrganisationForm(ClaimForm):
    """Why the person isn't in it yet, and the evidence."""

    kind = forms.ChoiceField(
        label="Why do you need to be let in?",
        choices=[
            (Claim.Kind.CLAIM, "Nobody there can invite me, or I don’t know who can"),
            (Claim.Kind.RECOVERY, "The person who looked after it has left"),
        ],
        initial=Claim.Kind.CLAIM,
        widget=forms.RadioSelect,
        error_messages={"required": "Say why you need to be let in", "invalid_choice": "Say why you need to be let in"},
    )
    field_order = ("kind", "job", "work_email", "work_phone", "reason")


class ClaimServiceForm(ClaimForm):
    """Which of the person's organisations runs the service, and the evidence."""

    new_home: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Which of your organisations runs it?",
        empty_label=None,
        to_field_name="uuid",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an organisation", "invalid_choice": "Choose one of your organisations"},
    )
    field_order = ("new_home", "job", "work_email", "work_phone", "reason")

    def __init__(self, *args: Any, homes: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_home"].queryset = homes  # type: ignore[attr-defined]
