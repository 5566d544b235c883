"""What officers write about needs and topics."""

from typing import Any

from django import forms

from search.taxonomy.models import Term, Vocabulary
from search.vocabulary import AREA_OF_NEED
from tenants.inputs.forms import PlainForm


class TermForm(PlainForm):
    """A term's words, and a need's place among the others; topics stand side by side."""

    label = forms.CharField(
        label="Name",
        max_length=120,
        help_text="What families read. Use everyday words.",
        error_messages={"required": "Enter the words that families read."},
    )
    broader = forms.ModelChoiceField(
        label="Part of",
        queryset=Term.objects.none(),
        required=False,
        empty_label="Nothing wider",
        help_text="A search for the wider need finds services for this one too.",
    )
    areas = forms.MultipleChoiceField(
        label="Broad areas of need",
        choices=list(AREA_OF_NEED.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, vocabulary: str, term: Term | None = None, **kwargs: Any) -> None:
        if term is not None:
            kwargs["initial"] = {"label": term.label, "broader": term.broader_id, "areas": term.areas}
        super().__init__(*args, **kwargs)
        if vocabulary == Vocabulary.TOPIC:
            del self.fields["broader"], self.fields["areas"]
        else:
            needs = Term.objects.current().needs()
            others = needs.exclude(pk=term.pk) if term else needs
            self.fields["broader"].queryset = others  # type: ignore[attr-defined]

    @property
    def answers(self) -> dict[str, Any]:
        """Label, broader term and areas, also where the vocabulary has none."""
        return {"broader": None, "areas": [], **self.cleaned_data}


class MergeForm(PlainForm):
    """Which term stays."""

    into = forms.ModelChoiceField(
        label="Use this one instead",
        queryset=Term.objects.none(),
        empty_label="Choose one",
        error_messages={"required": "Choose the term to use instead.", "invalid_choice": "Choose one of the list."},
    )

    def __init__(self, *args: Any, term: Term, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Term.objects.current().filter(vocabulary=term.vocabulary).exclude(pk=term.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
