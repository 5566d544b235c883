"""Fields that read what people type: one class for every kind of value."""

from typing import Any, Final

from django import forms

from tenants.text.errors import BadText
from tenants.text.kinds import Kind
from tenants.text.markup import without_markup

_WORDS: Final = frozenset({"line", "name", "address", "paragraphs"})
"""Kinds of words, into which people paste what was a page."""


class KindField(forms.Field):
    """An answer of one kind. A text input unless told otherwise: browsers lose what they can't read as a number."""

    widget = forms.TextInput

    def __init__(self, kind: Kind, **options: Any) -> None:
        self.kind = kind
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """The value that was typed. Raises ValidationError with the reader's words."""
        text = "" if value is None else str(value)
        try:
            return self.kind.value_of(without_markup(text) if self.kind.name in _WORDS else text)
        except BadText as problem:
            raise forms.ValidationError(str(problem), code="unreadable") from problem

    def prepare_value(self, value: Any) -> Any:
        """What the input shows: what was typed as it is, a value in its plain form."""
        return value if value is None or isinstance(value, str) else self.kind.write(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The longest text for the counter on the page; a browser would cut by `maxlength`."""
        return {"data-most": self.kind.most} if self.kind.most and not widget.is_hidden else {}
