"""What fields of forms say when an answer can't be used, in place of Django's own words."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import Promise

from tenants.text.dates import BAD_DATE
from tenants.text.links import BAD_ADDRESS, BAD_EMAIL
from tenants.text.times import BAD_TIME
from tenants.text.words import UNSHOWABLE, too_long

_LOAD_AGAIN: Final = "Load the page again, then try once more"
_CHOOSE: Final = "Choose one of the answers that are offered"
_ANY_FIELD: Final = {
    "contradiction": "Choose a file or tick the box, not both",
    "empty": "This file is empty. Choose another",
    "incomplete": "Fill in every part",
    "invalid": "We can't read this. Check what you typed",
    "invalid_choice": _CHOOSE,
    "invalid_date": BAD_DATE,
    "invalid_image": "This is not a picture that we can read. Choose another",
    "invalid_list": _CHOOSE,
    "invalid_pk_value": _CHOOSE,
    "invalid_time": BAD_TIME,
    "max_decimal_places": "Enter a number with fewer digits after the point",
    "max_digits": "Enter a number with fewer digits",
    "max_length": "This name is too long. Shorten it",
    "max_value": "Enter %(limit_value)s or less",
    "max_whole_digits": "Enter a number with fewer digits",
    "min_length": "Enter %(limit_value)d characters or more",
    "min_value": "Enter %(limit_value)s or more",
    "missing": "Choose a file",
    "null_characters_not_allowed": UNSHOWABLE,
    "unique": "There is one of these already. Enter another",
}
_UNREADABLE: Final[tuple[tuple[type[forms.Field], str], ...]] = (
    (forms.EmailField, BAD_EMAIL),
    (forms.URLField, BAD_ADDRESS),
    (forms.DateField, BAD_DATE),
    (forms.TimeField, BAD_TIME),
    (forms.FileField, "Choose a file"),
    (forms.UUIDField, _LOAD_AGAIN),
    (forms.ModelChoiceField, _CHOOSE),
    (forms.IntegerField, "Enter a number, like 7"),
)


class Longest:
    """Refuses texts of more than `most` characters, and says by how many."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, value: str) -> None:
        """Raise ValidationError for a text that is too long."""
        if len(value) > self.most:
            raise forms.ValidationError(too_long(value, self.most), code="too_long")


def speak_plainly(field: forms.Field) -> None:
    """Give a field our words wherever it has Django's, and let browsers cut nothing that is pasted into it.

    Words of Django and libraries are lazy translations. Ours are plain text and stay; so do those we have none for.
    """
    own = {code: message for code, message in field.error_messages.items() if not isinstance(message, Promise)}
    invalid = next((words for kind, words in _UNREADABLE if isinstance(field, kind)), _ANY_FIELD["invalid"])
    field.error_messages = {
        **field.error_messages,
        **_ANY_FIELD,
        "invalid": invalid,
        "required": _required(field),
        **own,
    }
    limits = [each for each in field.validators if isinstance(each, MaxLengthValidator)]
    if limits:
        most = min(int(_called(each.limit_value)) for each in limits)
        field.validators = [*(each for each in field.validators if each not in limits), Longest(most)]
        field.widget.attrs.pop("maxlength", None)
        field.widget.attrs["data-most"] = most
    field.widget.attrs.pop("minlength", None)


def put_plainly(errors: Iterable[Any], field: forms.Field | None) -> None:
    """Give errors of a field (or of a whole form) our words wherever they have Django's, as those of columns do."""
    words = field.error_messages if field else _ANY_FIELD
    for each in errors:
        if isinstance(each.message, Promise) and each.code in words:
            each.message = words[each.code]


def _required(field: forms.Field) -> str:
    label = str(field.label or "")
    if isinstance(field, forms.FileField):
        return "Choose a file"
    if isinstance(field, forms.BooleanField):
        return "Tick the box"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return "Choose an answer"
    return f"Enter {_said(label)}" if label and not label.endswith("?") else "Enter an answer"


def _said(label: str) -> str:
    """A label inside a sentence."""
    article = "" if label.startswith(("Your", "Their")) else "the "
    return f"{article}{label[:1].lower()}{label[1:]}"


def _called(limit: Any) -> Any:
    return limit() if callable(limit) else limit
