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
_WHOLE: Final = r"(?:\+|\(\+?)?[0-9]{1,5}+\)?(?:[ .-]?\([0-9]{1,5}+\))?(?:[ .-]{0,3}[0-9])++"
"""A number with its brackets: none but those of its code are part of it."""
_NUMBER_IN: Final = re.compile(rf"(?<![\w@.]){_WHOLE}(?![\w@])")
_DIALLED_DIGITS: Final = range(5, 16)
_PHONE: Final = re.compile(
    r"(?:(?:t|tel|telephone|phone|mob|mobile)\b[.:]? ?)?"
    r"(?P<number>\+?[0-9(][0-9 ().-]{2,30}?)"
    r"(?: ?(?:/|\bor\b) ?(?P<other>\+?[0-9(][0-9 ().-]{2,30}?))?"
    r"(?:,? ?(?:(?:ext(?:n|ension)?|x|#)[.:]? ?(?P<extension>[0-9]{1,6})|opt(?:ion)?[.:]? ?(?P<option>[0-9]{1,2})))?"
    r"(?:,? ?(?P<note>\([a-z][a-z ,'-]{1,28}\)))?",
    re.IGNORECASE,
)
_FEWEST_DIGITS: Final = 3
_MOST_READ: Final = 200
_ITEM: Final = re.compile(
    r"(?:[,;/|& ]++|\bor\b|\band\b)*+"
    r"(?P<label>[a-z][a-z .'&-]{0,40}?[:.]? ?(?:- ?)?)??"
    rf"(?P<number>{_WHOLE})"
    r"(?:,? ?(?:(?:ext(?:n|ension)?|x|#)[.:]? ?(?P<extension>[0-9]{1,6})|opt(?:ion)?[.:]? ?(?P<option>[0-9]{1,2})))?"
    r"(?:,? ?\((?P<note>[^()]{1,40})\))?"
    r"(?: ?-? ?(?P<after>(?!or\b|and\b)[a-z][a-z .']{1,40}?)(?= *(?:[,;/|&]|\bor\b|\band\b|\Z)))?"
    r"(?: *+(?:[,;/|&.]|\bor\b|\band\b|\Z))",
    re.IGNORECASE,
)
_GENERAL: Final = re.compile(
    r"\b(?:t|tel|telephone|phone|ph|mob|mobile|call|ring|contact|number|no|landline|please|on|us)\b[.:]?", re.IGNORECASE
)
"""Words before a number that say only that it is one."""
_CUT_SHORT: Final = frozenset({"ext", "extn", "extension", "x", "opt", "option"})
"""Words after which the digits are missing."""


@lru_cache(maxsize=1024)
def dialled(number: str) -> str:
    """A phone number for a `tel:` link: `01632960001`, and `+441632960001` for what is written as +44 (0)1632 960001.

    Words around it ("Tel:", "option 2") are left out. Empty where there is no number.
    """
    plain = folded(number)
    found = next((each[0] for each in _NUMBER_IN.finditer(plain) if _digits_of(each[0]) in _DIALLED_DIGITS), "")
    match = _BEFORE_WORDS.match(found or plain)
    written = match[0] if match else ""
    try:
        parsed = parse(written, "GB", keep_raw_input=True)
    except NumberParseException:
        return normalize_digits_only(written)
    if parsed.country_code_source == CountryCodeSource.FROM_DEFAULT_COUNTRY:
        return normalize_digits_only(written)
    return format_number(parsed, PhoneNumberFormat.E164)


def read_phone(text: str) -> str:
    """A number as people set it apart, perhaps with others, an extension or option, and a note: on one line, with
    `ext 4` for every way to write an extension. Words around a number are its note: `Jo Smith: 01632 960001` is
    `01632 960001 (Jo Smith)`.

    The library would read more into it (it drops the O of `01632 9600O1`). Raises BadText for what nobody can call.
    """
    plain = folded(", ".join(filter(None, map(str.strip, text.splitlines()))))
    found = _PHONE.fullmatch(plain) if len(plain) <= LONGEST_PHONE else None
    if not found:
        return _several(plain)
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


def first_number(text: str) -> str:
    """The first number in words that `read_phone` can't read, as it may be dialled; empty when there is none."""
    plain = folded(text)
    found = (each for each in _NUMBER_IN.finditer(plain) if _is_whole(each[0]))
    calls = (each[0] for each in found if not re.search(r"\bfax\b[^0-9]*\Z", plain[: each.start()].lower()))
    return _spaced(next(calls, ""))


def _several(plain: str) -> str:
    """Numbers with words around them. Raises BadText."""
    if len(plain) > _MOST_READ or "@" in plain or not any(map(str.isdecimal, plain)):
        raise BadText(too_long(plain, LONGEST_PHONE) if len(plain) > LONGEST_PHONE else BAD_PHONE)
    items: list[str] = []
    place = 0
    while place < len(plain):
        found = _ITEM.match(plain, place)
        if not found or not _is_whole(found["number"]):
            raise BadText(too_long(plain, LONGEST_PHONE) if len(plain) > LONGEST_PHONE else BAD_PHONE)
        items.append(_item(found))
        place = found.end()
    written = " or ".join(sorted(dict.fromkeys(items), key=lambda item: "(fax" in item.lower()))
    if len(written) > LONGEST_PHONE:
        raise BadText(too_long(written, LONGEST_PHONE))
    if not items or "(fax" in written.split(" or ")[0].lower():
        raise BadText(BAD_PHONE)
    return written


def _item(found: re.Match[str]) -> str:
    """One number of several, with what was said around it. Raises BadText."""
    after = f" ext {found['extension']}" if found["extension"] else ""
    after += f", option {found['option']}" if found["option"] else ""
    said = [_GENERAL.sub("", (found[name] or "").strip(" :.-,")).strip(" :.-,") for name in ("label", "note", "after")]
    if _CUT_SHORT.intersection(map(str.lower, said)):
        raise BadText(BAD_PHONE)
    note = ", ".join(filter(None, said))
    return f"{_spaced(found['number'])}{after}{f' ({note})' if note else ''}"


def _is_whole(number: str) -> bool:
    """Whether a phone would dial it: from 9 digits on, or fewer that begin as numbers for everybody do."""
    digits = re.sub("[^0-9]", "", number)
    return 9 <= len(digits) <= 15 or bool(re.fullmatch(r"999|1[0-9]{2}|116[0-9]{3}|0800[0-9]{4}|0845[0-9]{4}", digits))


def _digits_of(number: str) -> int:
    return sum(map(str.isdecimal, number))


def _spaced(number: str) -> str:
    """A number without dots in it, which links to dial know none of; the 0 that a spreadsheet took and the + before
    44 are put back."""
    spaced = " ".join(number.replace(".", " ").split())
    digits = re.sub("[^0-9]", "", spaced)
    if spaced.startswith("(+"):
        spaced = "+" + spaced[2:].replace(")", "", 1)
    if re.fullmatch("44[1-9][0-9]{9}", digits) and spaced.startswith("44"):
        return f"+{spaced}"
    return f"0{spaced}" if re.fullmatch("[1-37-9][0-9]{9}", digits) and spaced[0].isdecimal() else spaced
