"""What officers choose and write in the review desk."""

from typing import Any, Final

from django import forms

from providers.review.states import TRANSITIONS
from search import vocabulary

LONGEST_REASON: Final = 4000
DECISIONS: Final = {
    "approve": "Approve",
    "ask_for_changes": "Ask for changes",
    "reject": "Reject",
}


class QueueFilters(forms.Form):
    """Which part of the queue is shown."""

    step = forms.ChoiceField(
        label="First time or change",
        required=False,
        choices=[("", "All"), ("first", "First time"), ("change", "Change to a live listing")],
    )
    sector = forms.ChoiceField(label="Sector", required=False, choices=[("", "All"), *vocabulary.SECTOR.items()])
    kind = forms.ChoiceField(
        label="Kind of provider", required=False, choices=[("", "All"), *vocabulary.ORGANISATION_KIND.items()]
    )


class ListingFilters(forms.Form):
    """Which listings the index shows."""

    q = forms.CharField(label="Name", required=False, max_length=200)
    show = forms.ChoiceField(
        label="What to list", required=False, choices=[("", "Services"), ("organisations", "Organisations")]
    )


class DecisionForm(forms.Form):
    """An officer's decision and the reason that goes to the provider."""

    decision = forms.ChoiceField(
        choices=list(DECISIONS.items()),
        error_messages={"required": "Choose what to do.", "invalid_choice": "Choose what to do."},
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=LONGEST_REASON,
        help_text="The provider reads this. Needed to ask for changes or reject.",
        error_messages={"max_length": f"The reason must be {LONGEST_REASON:,} characters or fewer."},
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
    )

    def clean(self) -> dict[str, Any]:
        """A decision that sends a listing back says why."""
        answers: dict[str, Any] = super().clean() or {}
        decision = TRANSITIONS.get(answers.get("decision", ""))
        if decision and decision.needs_reason and "reason" not in self.errors and not answers.get("reason"):
            self.add_error("reason", "Enter a reason, so that the provider knows what to change.")
        return answers
