"""Asking for a copy by post, and the helpline's pack."""

from typing import Any, Final

from django import forms

from cms.editions.formats import Format
from cms.editions.models import CopyFormat
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import EMAIL, PHONE, address, line, name_up_to, paragraphs

WANTED: Final = ["part", "format", "language", "name", "address", "phone"]


class CopyForm(PlainForm):
    """What is wanted, and where it goes. `website` is for machines alone, which fill in everything."""

    part = forms.ChoiceField(label="What would you like?", required=False)
    format = forms.ChoiceField(
        label="How would you like it?",
        choices=CopyFormat.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you would like it."},
    )
    language = KindField(line(60), label="Which language?", help_text="Leave this empty for English.", required=False)
    name = KindField(
        name_up_to(120),
        label="Name",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Say whom we post it to."},
    )
    address = KindField(
        address(400),
        label="Address",
        help_text="With the postcode.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "street-address"}),
        error_messages={"required": "Say where we post it to."},
    )
    phone = KindField(
        PHONE,
        label="Phone number",
        help_text="Only in case we have a question about it.",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel"}),
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        part: Any = self.fields["part"]
        part.choices = [("", "The whole Local Offer"), *term_labels(Vocabulary.TOPIC).items()]

    def wanted(self) -> dict[str, str]:
        """What was asked for, by field of the request."""
        return {name: self.cleaned_data[name] for name in WANTED}


class PackForm(PlainForm):
    """What a caller gets: in which format, with which words of ours. Nothing of it is kept."""

    format = forms.ChoiceField(label="Format", choices=[(each.value, each.label) for each in Format])
    note = KindField(
        paragraphs(2_000),
        label="Note for the family",
        help_text="It stands on the first page. We do not keep it.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    email = KindField(
        EMAIL,
        label="Email address",
        help_text="Only to mail it. We do not keep it.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
