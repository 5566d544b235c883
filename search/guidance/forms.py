"""The admin's forms for a council's words and best bets, with an answer by field to what can't be used."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm

from search import vocabulary
from search.guidance.phrases import LONGEST_PHRASE, MOST, BadPhrases, lines_of, read_phrases
from search.guidance.selectors import phrase_in_use
from search.matching.filters import CHOICE_FILTERS
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import term_labels
from search.understanding.meanings import DAY_LABELS, WISHED
from tenants.inputs.forms import PlainMessages

Choices = list[tuple[str, str]]
_MEANS_NOTHING: Final = "Choose what the words mean, or give other words for them."
_HEADINGS: Final = {**{name: each.label for name, each in CHOICE_FILTERS.items()}, "period": "Time of the year"}


class PhrasesForm(PlainMessages, WagtailAdminModelForm):  # type: ignore[misc]
    """Checks the phrases: each says something, and no other row of the same kind has it."""

    def clean_phrases(self) -> str:
        """The phrases, one a line."""
        text: str = self.cleaned_data["phrases"]
        try:
            phrases = read_phrases(text)
        except BadPhrases as error:
            raise ValidationError(str(error)) from error
        used = phrase_in_use(phrases, self._meta.model, self.instance.pk)
        if used:
            raise ValidationError(
                f"“{used}” is in another {self._meta.model._meta.verbose_name} already. Change that one."
            )
        return "\n".join(lines_of(text))


def _many(choices: Callable[[], Any], label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=choices, label=label, required=False, widget=forms.CheckboxSelectMultiple)


def _wishes() -> list[tuple[str, Choices]]:
    """Each wish as `kind:code`, under its heading."""
    groups: list[tuple[str, Choices]] = [
        (_HEADINGS[kind], _prefixed(kind, names)) for kind, (_, names) in WISHED.items()
    ]
    return [*groups, ("When", _prefixed("day", DAY_LABELS)), ("Cost", [("free:yes", "Free")])]


def _prefixed(kind: str, names: Mapping[str, str]) -> Choices:
    return [(f"{kind}:{code}", label) for code, label in names.items()]


class CouncilPhraseForm(PhrasesForm):
    """Some phrases and what they mean here."""

    needs = _many(lambda: list(term_labels(Vocabulary.NEED).items()), "Needs")
    topics = _many(lambda: list(term_labels(Vocabulary.TOPIC).items()), "Topics")
    settings = _many(lambda: list(vocabulary.SETTING_TYPE.items()), "Kinds of school or setting")
    wishes = _many(_wishes, "How the help should be")

    def clean_synonyms(self) -> str:
        """The other words, one a line."""
        lines = lines_of(self.cleaned_data["synonyms"])
        if len(lines) > MOST or any(len(line) > LONGEST_PHRASE for line in lines):
            raise ValidationError(f"Enter {MOST} lines or fewer, each of {LONGEST_PHRASE} characters or fewer.")
        return "\n".join(lines)

    def clean(self) -> dict[str, Any]:
        """Phrases must mean something."""
        cleaned: dict[str, Any] = super().clean()
        said: Iterable[Any] = (cleaned.get(name) for name in ("needs", "topics", "settings", "wishes", "synonyms"))
        if not any(said) and "synonyms" not in self.errors:
            self.add_error("synonyms", _MEANS_NOTHING)
        return cleaned


class BestBetForm(PhrasesForm):
    """Some phrases and what to show first for them."""
