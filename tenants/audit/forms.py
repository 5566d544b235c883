"""What officers look for in the audit trail."""

from typing import Any

from django import forms

from tenants.audit.selectors import Wanted, action_groups
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import DATE

GROUP_WORDS = {
    "": "Everything",
    "account": "Signing in and accounts",
    "exports": "Lists taken away as files",
    "listing": "Listings",
    "people": "People of organisations",
    "review": "Reviews",
    "view": "Views of personal data",
    "wagtail": "Pages and settings",
}


def _groups() -> list[tuple[str, str]]:
    """Known ones in our words, others by their own name."""
    return [(group, GROUP_WORDS.get(group, group.replace("_", " ").capitalize())) for group in ["", *action_groups()]]


class EntryFilters(PlainForm):
    """Narrows the trail."""

    q = forms.CharField(label="Who or what", required=False, max_length=200, strip=True)
    group = forms.ChoiceField(label="Kind of action", required=False, choices=_groups)
    since = KindField(DATE, label="From", required=False, widget=forms.TextInput(attrs={"type": "date"}))
    until = KindField(DATE, label="To", required=False, widget=forms.TextInput(attrs={"type": "date"}))
    kind = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    object_id = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_q(self) -> str:
        """PostgreSQL knows no NUL."""
        return str(self.cleaned_data["q"]).replace("\0", "")

    def clean(self) -> dict[str, Any]:
        """Days in order."""
        answers: dict[str, Any] = super().clean() or {}
        since, until = answers.get("since"), answers.get("until")
        if since and until and since > until:
            self.add_error("until", "The last day must not be before the first.")
        return answers

    @property
    def wanted(self) -> Wanted:
        """What is asked for, without what can't be read."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in self.errors and value}
        return Wanted(words=given.pop("q", ""), **given)
