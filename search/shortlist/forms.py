"""Where a list should be mailed."""

from django import forms

from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import EMAIL


class MailForm(PlainForm):
    """One address, used once and not kept."""

    email = KindField(
        EMAIL,
        label="Your email address",
        help_text="We use it once to send you this list. We do not keep it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": "Enter your email address."},
    )
