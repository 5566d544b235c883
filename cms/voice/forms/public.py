"""What families type: a comment, and the number of a receipt."""

from typing import Any, Final

from django import forms

from cms.voice.kinds import Theme, Who
from cms.voice.receipts import LONGEST_TYPED, read_receipt
from cms.voice.services.telling import Said
from cms.voice.signed_forms import QUICKEST, mark, read_mark
from tenants.inputs.fields import KindField
from tenants.inputs.forms import PlainForm
from tenants.text.kinds import EMAIL, line, paragraphs

LONGEST: Final = 4_000
TOO_OLD: Final = "This page was open for too long. Your words are still here: press Send again"
TOO_QUICK: Final = "That was quicker than people are. Your words are still here: press Send again"
NOBODYS: Final = "We don’t have this number. Check it: it has 12 letters and digits, like 4F7K-9QXP-2M3D"


class CommentForm(PlainForm):
    """A comment. `website` is for machines alone, which fill in everything; `opened` says when the page was opened."""

    theme = forms.ChoiceField(label="What is it about?", choices=Theme.choices, widget=forms.RadioSelect)
    words = KindField(
        paragraphs(LONGEST),
        label="What would you like to say?",
        help_text="Please leave out names and anything else that says who a child is. We may publish your words, "
        "never who wrote them.",
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Write what you would like to say"},
    )
    who = forms.ChoiceField(label="Who are you?", choices=Who.choices, widget=forms.RadioSelect, required=False)
    email = KindField(
        EMAIL,
        label="Your email address",
        help_text="Only if you want us to tell you when there is an answer. We keep it apart from your words and "
        "delete it 90 days after our answer.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
    website = forms.CharField(
        label="Leave this empty",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    opening = ""
    """Which opening of the page it was, once the form is valid."""

    def clean(self) -> dict[str, Any]:
        """Refuse what was sent too late, or quicker than people write, with everything kept."""
        answers = super().clean() or self.cleaned_data
        opened = read_mark(answers.get("opened", ""))
        if opened is None:
            self.add_error(None, TOO_OLD)
        elif opened.seconds < QUICKEST:
            self.add_error(None, TOO_QUICK)
        else:
            self.opening = opened.number
        return answers

    def said(self) -> Said:
        """What somebody said. Call it on a valid form."""
        given = self.cleaned_data
        who = given["who"] or Who.UNSAID
        return Said(theme=given["theme"], who=who, words=given["words"], email=given["email"])

    def open_again(self) -> None:
        """Let the page that is about to be shown be sent, where the mark of the one before it can't be read."""
        if read_mark(self.data.get("opened", "")) is None:
            self.data = {**self.data, "opened": mark()}


class YoungPersonsForm(CommentForm):
    """The same, in words for somebody who is young."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].label = "What do you want to tell us about?"
        self.fields["words"].label = "Tell us in your own words"
        self.fields[
            "words"
        ].help_text = "It can be short. Spelling doesn’t matter. Please don’t write your name or anybody else’s."
        self.fields["who"].initial = Who.YOUNG
        self.fields[
            "email"
        ].help_text = (
            "Only if you want to know what we did. Ask somebody you trust if you aren’t sure. We delete it later."
        )


class ReceiptForm(PlainForm):
    """The number that somebody was given."""

    number = KindField(
        line(LONGEST_TYPED),
        label="Receipt number",
        help_text="It has 12 letters and digits, like 4F7K-9QXP-2M3D.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def clean_number(self) -> str:
        """The number without hyphens. Raises ValidationError for what is none."""
        read = read_receipt(self.cleaned_data["number"])
        if not read:
            raise forms.ValidationError(NOBODYS)
        return read
