"""Phone numbers as people write them: what may be typed, and what is dialled."""

import re
from functools import lru_cache
from typing import Final

from phonenumbers import (
    CountryCodeSource,
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    normalize_digits_only,
    parse,
)

from tenants.text.errors import BadText
from tenants.text.plain import folded
from tenants.text.words import too_long

BAD_PHONE: Final = "Enter a phone number, like 01632 960 001 or 01632 960 001 ext 4"
LONGEST_PHONE: Final = 40
_BEFORE_WORDS: Final = re.compile(r"\+?[\d\s()-]+")
_PHONE: Final = re.compile(
    r"(?:(?:t|tel|telephone|phone|mob|mobile)\b[.:]? ?)?"
    r"(?P<number>\+?[0-9(][0-9 ().-]{2,30}?)"
    r"(?: ?(?:/|\bor\b) ?(?P<other>\+?[0-9(][0-9 ().-]{2,30}?))?"
    r"(?:,? ?(?:(?:ext(?:n|ension)?|x|#)[.:]? ?(?P<extension>[0-9]{1,6})|opt(?:ion)?[.:]? ?(?P<option>[0-9]{1,2})))?"
    r"(?:,? ?(?P<note>\([a-z][a-z ,'-]{1,28}\)))?",
    re.IGNORECASE,
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


def read_phone(text: str) -> str:
    """A number as people set it apart, perhaps with another, an extension or option, and a note: on one line, with
    `ext 4` for every way to write an extension.

    The library would read more into it (it drops the O of `01632 9600O1`). Raises BadText for what nobody can call.
    """
    plain = folded(text)
    if len(plain) > LONGEST_PHONE:
        raise BadText(too_long(plain, LONGEST_PHONE))
    found = _PHONE.fullmatch(plain)
    if not found:
        raise BadText(BAD_PHONE)
    numbers = [_spaced(each) for each in (found["number"], found["other"]) if each]
    if any(len(re.findall("[0-9]", number)) < _FEWEST_DIGITS for number in numbers):
        raise BadText(BAD_PHONE)
    after = f" ext {found['extension']}" if found["extension"] else ""
    after += f", option {found['option']}" if found["option"] else ""
    after += f" {found['note']}" if found["note"] else ""
    written = " or ".join(numbers) + after
    if len(written) > LONGEST_PHONE:
        raise BadText(too_long(written, LONGEST_PHONE))
    return written


def _spaced(number: str) -> str:
    """A number without dots in it: links to dial know none."""
    return " ".join(number.replace(".", " ").split())
