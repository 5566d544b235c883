"""What officers type about comments."""

import re
from typing import Any, Final
from uuid import UUID

from django import forms
from django.utils import timezone

from cms.voice.forms.public import LONGEST
from cms.voice.kinds import CameBy, FactAnswer, Refusal, Theme, Who
from cms.voice.selectors import shown_page
from cms.voice.services.telling import Said
from search.documents import SearchDocument
from search.index.models import SearchRow
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import DATE, EMAIL, PHONE, line, paragraphs

SHOWN: Final = {
    "": "To read",
    "facts": "Facts to check",
    "unanswered": "To answer",
    "answered": "Answered",
    "refused": "Not published",
    "flagged": "About safety",
    "all": "All",
}
"""The parts of the list."""
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PATH: Final = re.compile(r"^(?:https?://[^/?#]+)?(/[^?#]*)")
NOT_A_PAGE: Final = "We don’t know this page. Copy its address from the browser, or leave this empty"


class QueueFilters(PlainForm):
    """What to narrow the list by."""

    show = forms.ChoiceField(choices=list(SHOWN.items()), required=False, widget=forms.HiddenInput)
    theme = forms.ChoiceField(label="About", choices=[("", "Everything"), *Theme.choices], required=False)
    who = forms.ChoiceField(label="From", choices=[("", "Everybody"), *Who.choices], required=False)


class ActForm(PlainForm):
    """An act on a comment as it was seen: of another version it is refused."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class FileForm(ActForm):
    """What a comment is about."""

    theme = forms.ChoiceField(label="About", choices=Theme.choices)


class PublishForm(ActForm):
    """The words that families will read."""

    words = KindField(
        paragraphs(LONGEST),
        label="What families will read",
        help_text="Take out what says who somebody is. What you change is shown in brackets.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Leave something to read, or don’t publish it"},
    )
    nobody = forms.BooleanField(label="Nobody can be recognised by these words", required=False)


class RefuseForm(ActForm):
    """Why a comment isn't published."""

    reason = forms.ChoiceField(label="Why", choices=Refusal.choices, widget=forms.RadioSelect)


class AnswerForm(ActForm):
    """The council's answer."""

    response = KindField(
        paragraphs(LONGEST),
        label="Our answer",
        help_text="Families read it below the comment.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write the answer"},
    )
    action = KindField(
        paragraphs(1_000),
        label="What we did, or will do",
        help_text="If nothing will change, say so and why.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what was done or will be done"},
    )
    action_on = KindField(
        DATE, label="On which day", help_text="As in 31 1 2027.", error_messages={"required": "Enter the day"}
    )


class FactForm(ActForm):
    """What was found out about a fact."""

    words = KindField(
        line(300), label="For whoever told us", help_text="Only they read it, by their receipt.", required=False
    )


class PeopleForm(PlainForm):
    """What the listing's people say of a fact."""

    said = forms.ChoiceField(label="Is it right?", choices=FactAnswer.choices, widget=forms.RadioSelect)
    words = KindField(line(300), label="Anything the council should know", required=False)
    comment = forms.IntegerField(widget=forms.HiddenInput)


class PassOnForm(ActForm):
    """A message to the people of the listing."""

    message = KindField(
        paragraphs(LONGEST),
        label="Message to the listing’s people",
        help_text="They get it by email, and answer in the listing’s conversation.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write the message"},
    )


class EnterForm(PlainForm):
    """A comment that came by phone, on paper or at a meeting."""

    came_by = forms.ChoiceField(
        label="How it came", choices=[each for each in CameBy.choices if each[0] != CameBy.FORM]
    )
    received_on = KindField(
        DATE, label="On which day", help_text="As in 31 1 2027.", error_messages={"required": "Enter the day"}
    )
    theme = forms.ChoiceField(label="What it is about", choices=Theme.choices)
    page = KindField(
        line(500),
        label="The page it is about",
        help_text="Its address. Empty for the whole Local Offer.",
        required=False,
    )
    words = KindField(
        paragraphs(LONGEST),
        label="What they said",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write what they said"},
    )
    who = forms.ChoiceField(label="Who said it", choices=Who.choices)
    email = KindField(EMAIL, label="Their email address, if they want an answer", required=False)
    phone = KindField(PHONE, label="Their phone number, if they want an answer", required=False)

    def clean_received_on(self) -> Any:
        """Raises ValidationError for a day that is still to come."""
        day = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("Enter a day that isn’t in the future")
        return day

    def clean_page(self) -> SearchDocument | None:
        """The page that the address leads to; None for no address. Raises ValidationError for one that isn't shown."""
        typed = self.cleaned_data["page"]
        if not typed:
            return None
        found = _page_at(typed)
        if found is None:
            raise forms.ValidationError(NOT_A_PAGE)
        return found

    def said(self) -> Said:
        """What was said. Call it on a valid form."""
        return Said(**{name: self.cleaned_data[name] for name in ["theme", "who", "words", "email", "phone"]})


class RecipientForm(PlainForm):
    """Who is mailed when a child may be in danger."""

    safeguarding_email = KindField(
        EMAIL,
        label="Email address of whoever is told",
        help_text="A mailbox that is read every working day. Empty: the council’s own address.",
        required=False,
        widget=forms.EmailInput,
    )


def _page_at(address: str) -> SearchDocument | None:
    """The service or page whose address was pasted."""
    if named := _UUID.search(address):
        return shown_page(UUID(named[0]))
    path = _PATH.match(address)
    rows = SearchRow.objects.filter(kind="page", deleted=False, body__url=path[1]) if path else SearchRow.objects.none()
    body = rows.values_list("body", flat=True).first()
    return SearchDocument.from_json(body) if body else None
