"""What every form of ours is made of."""

from typing import Any, Final

from django import forms
from django.forms import BaseFormSet

from tenants.inputs.messages import put_plainly, speak_plainly

_UNFINISHED_PAGE: Final = "Some of the page did not arrive. Load it again, then try once more"


class PlainMessages:
    """Mixed into a form of a library: each of its fields speaks in our words, also one that is added late."""

    fields: dict[str, forms.Field]

    def __getitem__(self, name: str) -> Any:
        """The bound field, which both the page and the check of answers ask for."""
        if name in self.fields:
            speak_plainly(self.fields[name])
        return super().__getitem__(name)  # type: ignore[misc]

    def add_error(self, field: str | None, error: Any) -> None:
        """Keep an error, as Django does; one that a column's own check raised is put into our words."""
        kept = error if isinstance(error, forms.ValidationError) else forms.ValidationError(error)
        for name, errors in kept.error_dict.items() if hasattr(kept, "error_dict") else [(field, kept.error_list)]:
            put_plainly(errors, self.fields.get(name or ""))
        super().add_error(field, kept)  # type: ignore[misc]


class PlainForm(PlainMessages, forms.Form):
    """A form of ours."""


class PlainRows(BaseFormSet):  # type: ignore[type-arg]
    """Rows of a form of ours."""

    default_error_messages = {
        "missing_management_form": _UNFINISHED_PAGE,
        "too_many_forms": "There are too many rows. Take some out",
        "too_few_forms": "There are too few rows. Add some",
    }
