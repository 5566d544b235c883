"""What officers choose and write in the lists of what needs care."""

import uuid
from typing import Any, Final

from django import forms

from providers.upkeep.finding import NONE, USUAL_BELOW
from search import vocabulary
from search.taxonomy.selectors import term_labels

LONGEST_MESSAGE: Final = 4000


class ListFilters(forms.Form):
    """Which part of a list is shown."""

    q = forms.CharField(label="Name or organisation", required=False, max_length=200)
    sector = forms.ChoiceField(label="Sector", required=False, choices=[("", "All"), *vocabulary.SECTOR.items()])
    kind = forms.ChoiceField(
        label="Kind of provider", required=False, choices=[("", "All"), *vocabulary.ORGANISATION_KIND.items()]
    )
    below = forms.ChoiceField(
        label="Says less than",
        required=False,
        choices=[("", f"{USUAL_BELOW}%"), ("40", "40%"), ("80", "80%"), ("100", "All there is")],
    )
    needs = forms.ChoiceField(label="Need", required=False)
    topics = forms.ChoiceField(label="Topic", required=False)

    def __init__(self, *args: Any, which: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kind in (("needs", "need"), ("topics", "topic")):
            field: Any = self.fields[name]
            field.choices = [("", "All"), (NONE, "None chosen"), *term_labels(kind).items()]
        if which != "incomplete":
            del self.fields["below"]
        if which != "all":
            del self.fields["needs"], self.fields["topics"]


class SuspendForm(forms.Form):
    """Why families must not see some listings."""

    reason = forms.CharField(
        label="Why",
        help_text="Only the council's officers read this.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_MESSAGE,
        error_messages={"required": "Enter a reason. Only the council's officers see it."},
    )


class MessageForm(forms.Form):
    """A message to the people of organisations. `once` is this message's own: sent twice, it arrives once."""

    subject = forms.CharField(label="Subject", max_length=150, error_messages={"required": "Enter a subject."})
    message = forms.CharField(
        label="Message",
        help_text="It starts with a greeting and ends with the council's name.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_MESSAGE,
        error_messages={"required": "Enter a message."},
    )
    once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
