"""What officers choose and write in the lists of what needs care."""

import uuid
from typing import Any, Final

from django import forms

from providers.listings.models import Service, SuggestedTerm
from providers.upkeep.care_lists import NONE, USUAL_BELOW
from providers.upkeep.services.terms import Filing
from search import vocabulary
from search.taxonomy.models import Term, Vocabulary
from search.taxonomy.selectors import term_labels
from tenants.inputs.forms import PlainForm

LONGEST_MESSAGE: Final = 4000


class ListFilters(PlainForm):
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


class SuspendForm(PlainForm):
    """Why families must not see some listings."""

    reason = forms.CharField(
        label="Why",
        help_text="Only the council's officers read this.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_MESSAGE,
        error_messages={"required": "Enter a reason. Only the council's officers see it."},
    )


class MessageForm(PlainForm):
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


class AnswerForm(PlainForm):
    """Add the words, use a term that is there, or say why not."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("add", "Add it"), ("use", "Another one says the same"), ("decline", "Do not add it")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an answer."},
    )
    label = forms.CharField(label="What families read", required=False, max_length=120)
    broader = forms.ModelChoiceField(
        label="Part of", queryset=Term.objects.none(), required=False, empty_label="Nothing wider"
    )
    term = forms.ModelChoiceField(
        label="The one to use", queryset=Term.objects.none(), required=False, empty_label="Choose one"
    )
    reason = forms.CharField(
        label="Why not",
        help_text="Whoever suggested it reads this.",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    _NEEDED = {
        "add": ("label", "Enter the words that families read."),
        "use": ("term", "Choose the need or topic to use."),
        "decline": ("reason", "Enter a reason, so that the provider understands."),
    }

    def __init__(self, *args: Any, suggestion: SuggestedTerm, **kwargs: Any) -> None:
        kwargs["initial"] = {"label": suggestion.words}
        super().__init__(*args, **kwargs)
        terms = Term.objects.current().filter(vocabulary=suggestion.vocabulary)
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]
        self.fields["broader"].queryset = terms  # type: ignore[attr-defined]
        if suggestion.vocabulary == Vocabulary.TOPIC:
            del self.fields["broader"]

    def clean(self) -> dict[str, Any]:
        """Each answer needs one field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer"):
            field, problem = self._NEEDED[cleaned["answer"]]
            if not cleaned.get(field):
                self.add_error(field, problem)
        return cleaned


def _ticks(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple)


class TermsForm(PlainForm):
    """What to put in and take out. What none of the listings has isn't offered to be taken out."""

    add_needs = _ticks("Needs to add")
    add_topics = _ticks("Topics to add")
    remove_needs = _ticks("Needs to take out")
    remove_topics = _ticks("Topics to take out")

    def __init__(self, data: object, services: list[Service]) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        used = {term.pk: term for service in services for term in (*service.needs.all(), *service.topics.all())}
        codes = {term.code for term in used.values()}
        for kind, field in (("need", "needs"), ("topic", "topics")):
            labels = term_labels(kind)
            self.fields[f"add_{field}"].choices = list(labels.items())  # type: ignore[attr-defined]
            had = [(code, label) for code, label in labels.items() if self.is_bound or code in codes]
            self.fields[f"remove_{field}"].choices = had  # type: ignore[attr-defined]
            if not had:
                del self.fields[f"remove_{field}"]

    @property
    def filing(self) -> Filing:
        """The change; empty when nothing was ticked."""
        return Filing(**{name: tuple(codes) for name, codes in self.cleaned_data.items()})
