"""Where a list should be mailed."""

from django import forms


class MailForm(forms.Form):
    """One address, used once and not kept."""

    email = forms.EmailField(
        label="Your email address",
        help_text="We use it once to send you this list. We do not keep it.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address in the right format, like name@example.com.",
        },
    )
