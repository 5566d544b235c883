"""What an officer says with a change."""

from django import forms

from tenants.inputs.forms import PlainForm

LONGEST: int = 2000


class FinishForm(PlainForm):
    """Why it is changed."""

    reason = forms.CharField(
        max_length=LONGEST,
        error_messages={"required": "Say why, so that its people understand the change."},
    )


class DecideForm(PlainForm):
    """Approve a colleague's change, or give it back."""

    decision = forms.ChoiceField(choices=[("approve", "Approve"), ("give-back", "Give back")])
    answer = forms.CharField(required=False, max_length=LONGEST)

    def clean(self) -> dict[str, str]:
        """Words with what is given back."""
        given: dict[str, str] = super().clean() or {}
        if given.get("decision") == "give-back" and not given.get("answer"):
            self.add_error("answer", "Say what to change, so that your colleague knows.")
        return given
