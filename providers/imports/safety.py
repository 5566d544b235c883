"""Text from and for spreadsheets: markup taken out, formulas kept from running."""

import html
import re
from typing import Final

import nh3

_MARKUP: Final = re.compile(r"<[a-zA-Z/!?]")
_FORMULA: Final = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_PROTECTED: Final = re.compile(rf"'+{_FORMULA.pattern}")
_UNSTORABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def without_markup(text: str) -> str:
    """`text` without HTML tags; the content of scripts and styles goes with them. Plain `<` and `&` stay."""
    while _MARKUP.search(text):
        plain = html.unescape(nh3.clean(text, tags=set(), strip_comments=True))
        if plain == text:
            return _MARKUP.sub(lambda match: f"< {match[0][1:]}", text)
        text = plain
    return text


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run `text` as a formula."""
    return bool(_FORMULA.match(text))


def protect(text: str) -> str:
    """`text` as a cell that no spreadsheet runs: an apostrophe before what looks like a formula.

    `unprotect` undoes it, also for texts that begin with apostrophes of their own.
    """
    return f"'{text}" if _FORMULA.match(text) or _PROTECTED.match(text) else text


def unprotect(cell: str) -> str:
    """The text that `protect` made a cell of."""
    return cell[1:] if _PROTECTED.match(cell) else cell


def has_unstorable(text: str) -> bool:
    """Whether `text` holds a control character (a NUL byte, say) that no listing needs and the database refuses."""
    return bool(_UNSTORABLE.search(text))
