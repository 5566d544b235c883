"""Phone numbers as people write them: what may be typed, and what is dialled."""

import re
from functools import lru_cache
from typing import Final

from django.core.exceptions import ValidationError
from phonenumbers import (
    CountryCodeSource,
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    normalize_digits_only,
    parse,
)

BAD_PHONE: Final = "Enter a phone number, like 01632 960 001"
_BEFORE_WORDS: Final = re.compile(r"\+?[\d\s()-]+")
_NUMBER: Final = re.compile(
    r"\+?[0-9 ()-]{3,30}(?:,? *(?:ext(?:n|ension)?|x|opt(?:ion)?)\b\.? *[0-9]{1,6})?", re.IGNORECASE
)
_FEWEST_DIGITS: Final = 3


@lru_cache(maxsize=1024)
def dialled(number: str) -> str:
    """A phone number for a `tel:` link: `01632960001`, and `+441632960001` for what is written as +44 (0)1632 960001.

    Words after it ("option 2") are left out. Empty where there is no number.
    """
    match = _BEFORE_WORDS.match(number.strip())
    written = match[0] if match else ""
    try:
        parsed = parse(written, "GB", keep_raw_input=True)
    except NumberParseException:
        return normalize_digits_only(written)
    if parsed.country_code_source == CountryCodeSource.FROM_DEFAULT_COUNTRY:
        return normalize_digits_only(written)
    return format_number(parsed, PhoneNumberFormat.E164)


def check_phone(text: str) -> None:
    """Refuse what nobody can call: a number has digits, as people set them apart, and perhaps an extension or option.

    The library would read more into it (it drops the O of `01632 9600O1`). Raises ValidationError.
    """
    digits = sum(letter.isdecimal() and letter.isascii() for letter in text)
    if not _NUMBER.fullmatch(text.strip()) or digits < _FEWEST_DIGITS:
        raise ValidationError(BAD_PHONE)
