"""What mail programs make a link of by themselves, in words that nobody meant as one: addresses and phone numbers."""

import re
import unicodedata
from typing import Final

_DOT: Final = r"[.。．｡․﹒]"
"""The full stops that programs read as the dot of an address."""
_CLOSING: Final = r".。…,;:!?()\]}”’\"'"
_ADDRESS_SIGN: Final = re.compile(
    rf"(?<=[^\s.…]){_DOT}(?=[^\s\d{_CLOSING}][^\s{_CLOSING}])"  # evil.example; not "St. Mary", "6.50", "Y.M.C.A."
    rf"|(?<=www){_DOT}(?=\S)"
    rf"|(?<=\d){_DOT}(?=\d+{_DOT}\d+{_DOT}\d)"  # 192.0.2.1
    r"|(?<=\S)[@＠﹫](?=\S)"
    r"|(?<=[^\W\d_])[:：﹕](?=\S)"  # https://, mailto:, tel:
    r"|\\(?=\\)",  # \\server\share
    re.IGNORECASE,
)
_BLANK: Final = (
    (0x034F, 0x034F),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2800, 0x2800),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0),
    (0xE0100, 0xE01EF),
)
"""Signs that show nothing and count as letters or marks."""
_NUMBER: Final = re.compile(r"(?<!\w)[+＋]?\(?\d(?:[\s().\-‐-―]{0,3}\d){6,}")
_DIGITS: Final = 9
"""So many digits are a phone number wherever they stand; fewer, from 7, when they begin as one."""


def visible(text: str) -> str:
    """`text` without signs that nobody sees, such as those that turn its direction or split a word."""
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf" and not _is_blank(ord(sign)))


def address_in(text: str) -> str:
    """The first word that a program would make a link of; empty when there is none."""
    found = _ADDRESS_SIGN.search(text)
    return _word_at(text, found.start()) if found else ""


def phone_number_in(text: str) -> str:
    """The first thing in `text` that a phone would dial; empty when there is none. Years, ages and sums are not."""
    return next((found[0].strip() for found in _NUMBER.finditer(text) if _is_dialled(found[0])), "")


def unlinked(text: str) -> str:
    """`text` with every address broken, so that no program makes a link of it: `https[:]//evil[.]example`."""
    return _ADDRESS_SIGN.sub(lambda found: f"[{found[0]}]", visible(text))


def without_numbers(text: str) -> str:
    """`text` with "[number]" in place of every phone number."""
    return _NUMBER.sub(lambda found: "[number]" if _is_dialled(found[0]) else found[0], text)


def _is_blank(code: int) -> bool:
    return any(first <= code <= last for first, last in _BLANK)


def _is_dialled(number: str) -> bool:
    digits = sum(sign.isdecimal() for sign in number)
    return digits >= _DIGITS or ("." not in number and number.startswith(("0", "(0", "+", "＋")))


def _word_at(text: str, place: int) -> str:
    start = max(text.rfind(space, 0, place) for space in " \t\n") + 1
    return text[start:].split(maxsplit=1)[0]
