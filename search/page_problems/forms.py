"""What a visitor says is wrong with a page."""

from typing import Final

from django import forms
from django.core.validators import MaxLengthValidator

LONGEST: Final = 1_000


class ProblemForm(forms.Form):
    """Words, and an address for those who want an answer. `website` is for machines alone, which fill in everything."""

    words = forms.CharField(
        label="What is wrong?",
        help_text="Do not tell us about your child here: say only what is wrong with the page.",
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[MaxLengthValidator(LONGEST, f"Use {LONGEST:,} characters or fewer. You have used %(show_value)s.")],
        error_messages={"required": "Say what is wrong with the page."},
    )
    reply_to = forms.EmailField(
        label="Your email address",
        help_text="Only if you would like an answer. We use it for nothing else.",
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": "Enter an email address in the right format, like name@example.com."},
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
