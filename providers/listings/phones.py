"""What a phone number may look like where people type one. Pure."""

import re
from typing import Final

from django.core.exceptions import ValidationError

_NUMBER: Final = re.compile(
    r"\+?[0-9 ()-]{3,30}(?:,? *(?:ext(?:n|ension)?|x|opt(?:ion)?)\b\.? *[0-9]{1,6})?", re.IGNORECASE
)
_FEWEST_DIGITS: Final = 3
BAD_PHONE: Final = "Enter a phone number, like 01632 960 001"


def check_phone(text: str) -> None:
    """Refuse what nobody can call: a number has digits, as people set them apart, and perhaps an extension or option.

    Raises ValidationError.
    """
    digits = sum(letter.isdecimal() and letter.isascii() for letter in text)
    if not _NUMBER.fullmatch(text.strip()) or digits < _FEWEST_DIGITS:
        raise ValidationError(BAD_PHONE)
