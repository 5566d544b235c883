"""The admin's forms for mails."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.mail.placeholders import faults_in
from tenants.mail.templates import MailTemplate
from tenants.text.kinds import EMAIL


class WordsForm(PlainForm):
    """A mail's subject and body, with the placeholders that this mail has."""

    subject = forms.CharField(max_length=200)
    body = forms.CharField(max_length=10_000, widget=forms.Textarea(attrs={"rows": 18}))

    def __init__(self, template: MailTemplate, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template

    def clean_subject(self) -> str:
        """The subject on one line. Raises ValidationError for placeholders that aren't there."""
        subject = " ".join(str(self.cleaned_data["subject"]).split())
        _refuse(faults_in(subject, known=self.template.known))
        return subject

    def clean_body(self) -> str:
        """The body. Raises ValidationError for placeholders that aren't there, and for those it can't be without."""
        body = str(self.cleaned_data["body"]).replace("\r\n", "\n")
        _refuse(faults_in(body, known=self.template.known, required=self.template.required))
        return body


class AddressForm(PlainForm):
    """An address whose mails come back."""

    address = KindField(EMAIL, label="E-mail address", widget=forms.EmailInput)
    reason = forms.CharField(
        label="What came back",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "For example: mailbox full"}),
    )


def _refuse(faults: list[str]) -> None:
    if faults:
        raise ValidationError(faults)
