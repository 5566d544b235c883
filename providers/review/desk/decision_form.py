"""The form that a reviewer decides with: field by field accept, ask for a change or correct, then what becomes of all.

Each field of the comparison has inputs named after it: `do-…` says which, `ask-…` why, `edit-…` how it should read
(`edit-contacts.0.phone` for a part of it). What is typed counts only where its choice is made.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from providers.listings.essentials import Gap
from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.review.comparison.diff import FieldChange
from providers.review.corrections.fields import content_of, correction_of
from providers.review.corrections.inputs import Correction
from providers.review.missing import asked_fields
from providers.review.services.decisions import NO_REASON
from tenants.inputs.forms import PlainForm

LONGEST_REASON: Final = 4000
DECISIONS: Final = {
    "approve": "Approve",
    "ask_for_changes": "Ask for changes",
    "reject": "Reject",
}
ACCEPT, ASK, EDIT = "accept", "ask", "edit"
_DO: Final = [(ACCEPT, "Accept"), (ASK, "Ask for a change"), (EDIT, "Correct it")]
_MISSING: Final = [(ACCEPT, "Leave it"), (ASK, "Ask for it")]
_CHOOSE: Final = "Choose what to do."


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of the comparison with its inputs; `edits` is empty for what only its people can change."""

    field: FieldChange
    do: Any
    ask: Any
    edits: Mapping[str, list[Any]]
    """The inputs to correct it with, by the words above them."""
    edit_help: str
    anchor: str
    gap: Gap | None = None
    """What is missing, where it is a field that neither version has."""


class DecisionForm(PlainForm):
    """A reviewer's decision, its reason, and what they ask or correct in single fields."""

    decision = forms.ChoiceField(
        choices=list(DECISIONS.items()), error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE}
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=LONGEST_REASON,
        help_text="The provider reads this. Needed to reject, or to ask for changes without a reason beside a field.",
    )

    def __init__(
        self, data: Any = None, *, fields: "list[FieldChange]", proposed: Listing, missing: Sequence[Gap] = ()
    ) -> None:
        super().__init__(data)
        self.gaps = {gap.field: gap for gap in missing}
        """What is missing, by the field that would hold it."""
        self.compared = fields = [*fields, *asked_fields(missing, fields)]
        self.edits: dict[str, Any] = {}
        """The corrected value by field, where it isn't what was sent. Of a valid form."""
        content = content_of(proposed)
        owner = (proposed.organisation if isinstance(proposed, Service) else proposed).name
        changed = [field.name for field in fields if field.changed]
        found = {name: correction_of(content, name, organisation=owner) for name in changed}
        self.corrections = {name: correction for name, correction in found.items() if correction}
        for field in fields:
            self._add(field)

    def _add(self, field: FieldChange) -> None:
        correction = self.corrections.get(field.name)
        gap = self.gaps.get(field.name) if not field.after else None
        choices = _DO if correction else _MISSING if gap else _DO[:2]
        self.fields[f"do-{field.name}"] = forms.ChoiceField(
            label=f"What to do with {field.label}",
            required=False,
            choices=choices,
            initial=ACCEPT,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _CHOOSE},
        )
        self.fields[f"ask-{field.name}"] = forms.CharField(
            label="What should they add?" if gap else "What should they change?",
            required=False,
            initial=f"{gap.words} Please add it." if gap else "",
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        if correction:
            for key, edit in correction.inputs.items():
                edit.label = edit.label if key else f"{field.label}, corrected"
                self.fields[_edit(field.name, key)] = edit

    def rows(self) -> Iterator[Row]:
        """The fields with their inputs, in the comparison's order."""
        for position, field in enumerate(self.compared, start=1):
            correction = self.corrections.get(field.name)
            yield Row(
                field=field,
                do=self[f"do-{field.name}"],
                ask=self[f"ask-{field.name}"],
                edits=self._edits(field.name, correction) if correction else {},
                edit_help=correction.help_text if correction else "",
                anchor=f"field-{position}",
                gap=self.gaps.get(field.name) if not (field.before or field.after) else None,
            )

    @property
    def requests(self) -> dict[str, str]:
        """The reason by field, where a change is asked for. Of a valid form."""
        return {name: self.cleaned_data[f"ask-{name}"] for name in self._chosen(ASK)}

    def refuse(self, error: ValidationError) -> None:
        """Show what the listing's own rules have against a correction beside its field."""
        for name, messages in error.message_dict.items():
            edit = f"edit-{name}"
            self.add_error(edit if edit in self.fields else None, messages)

    def clean(self) -> dict[str, Any]:
        """A decision that sends a listing back says why, and nothing that was written is lost by it."""
        answers: dict[str, Any] = super().clean() or {}
        for name in [field.name for field in self.compared]:
            self._forget_unless_chosen(name)
        for name in self._chosen(ASK):
            if not answers.get(f"ask-{name}") and f"ask-{name}" not in self.errors:
                self.add_error(f"ask-{name}", "Say what the provider should change here.")
        for name in self._chosen(EDIT):
            self._correct(name, self.corrections[name])
        check = _CHECKS.get(answers.get("decision", ""))
        if check:
            check(self, answers)
        return answers

    def _forget_unless_chosen(self, name: str) -> None:
        """An input that its choice leaves out can't be wrong."""
        done = self.cleaned_data.get(f"do-{name}")
        edits = [_edit(name, key) for key in self.corrections[name].inputs] if name in self.corrections else []
        for left_out in (*([f"ask-{name}"] if done != ASK else []), *(edits if done != EDIT else [])):
            self.errors.pop(left_out, None)

    def _correct(self, name: str, correction: Correction) -> None:
        """Keep the value that comes of a correction, if it is another than was sent."""
        inputs = {key: _edit(name, key) for key in correction.inputs}
        if set(inputs.values()) & set(self.errors):
            return
        try:
            value = correction.value({key: self.cleaned_data[edit] for key, edit in inputs.items()})
        except ValidationError as error:
            for key, messages in error.message_dict.items():
                self.add_error(inputs[key], messages)
            return
        if value != correction.sent:
            self.edits[name] = value

    def _edits(self, name: str, correction: Correction) -> dict[str, list[Any]]:
        return {words: [self[_edit(name, key)] for key in inputs] for words, inputs in correction.groups.items()}

    def _chosen(self, choice: str) -> list[str]:
        return [field.name for field in self.compared if self.cleaned_data.get(f"do-{field.name}") == choice]

    def check_approval(self, answers: Mapping[str, Any]) -> None:
        """Add an error where an approval asks for a change."""
        if asked := len(self._chosen(ASK)):
            self.add_error(
                "decision",
                f"You ask for a change in {asked} field{'' if asked == 1 else 's'}. "
                "Choose “Ask for changes”, or set what you asked for to “Accept”.",
            )

    def check_request(self, answers: Mapping[str, Any]) -> None:
        """Add an error where nothing is asked for, or something is corrected."""
        self._refuse_corrections()
        if not self._chosen(ASK):
            self._check_reason(answers)

    def check_rejection(self, answers: Mapping[str, Any]) -> None:
        """Add an error where a rejection gives no reason, or asks for or corrects single fields."""
        self._refuse_corrections()
        if self._chosen(ASK):
            self.add_error("decision", "What you ask for in single fields goes with “Ask for changes”.")
        self._check_reason(answers)

    def _refuse_corrections(self) -> None:
        if self._chosen(EDIT):
            self.add_error("decision", "A correction goes live with “Approve”. Set the field to “Accept” first.")

    def _check_reason(self, answers: Mapping[str, Any]) -> None:
        if "reason" not in self.errors and not answers.get("reason"):
            self.add_error("reason", NO_REASON)


_CHECKS: Final[Mapping[str, Callable[[DecisionForm, Mapping[str, Any]], None]]] = {
    "approve": DecisionForm.check_approval,
    "ask_for_changes": DecisionForm.check_request,
    "reject": DecisionForm.check_rejection,
}


def _edit(name: str, key: str) -> str:
    """The name of a correction's input."""
    return f"edit-{name}.{key}" if key else f"edit-{name}"
