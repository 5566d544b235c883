"""What is written about a listing."""

from django import forms

from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import paragraphs

LONGEST: int = 4000


class WriteForm(PlainForm):
    """A note or a message."""

    text = KindField(
        paragraphs(LONGEST),
        label="Message",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write something first"},
    )
