"""What a visitor says is wrong with a page."""

from typing import Final

from django import forms

from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import EMAIL, paragraphs

LONGEST: Final = 1_000


class ProblemForm(PlainForm):
    """Words, and an address for those who want an answer. `website` is for machines alone, which fill in everything."""

    words = KindField(
        paragraphs(LONGEST),
        label="What is wrong?",
        help_text="Do not tell us about your child here: say only what is wrong with the page.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what is wrong with the page."},
    )
    reply_to = KindField(
        EMAIL,
        label="Your email address",
        help_text="Only if you would like an answer. We use it for nothing else.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
