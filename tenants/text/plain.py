"""Text without what nobody sees, and with the signs that a keyboard writes: what every reader starts from."""

import re
import unicodedata
from typing import Final

_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-")
_QUOTES: Final = dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'")
_UNSEEN: Final = {code: None for code in range(0x2100) if unicodedata.category(chr(code)) == "Cf"} | {0xFEFF: None}
_KEYBOARD: Final = {**_UNSEEN, **_DASHES, **_QUOTES, **_WIDE}


_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_FLAGS: Final = re.compile(
    "(\U0001f3f4(?:"
    + "|".join("".join(chr(0xE0000 + ord(sign)) for sign in place) for place in ("gbeng", "gbsct", "gbwls"))
    + ")\U000e007f)"
)
_JOINERS: Final = "\u200c\u200d"
_STYLES: Final = "\ufe0e\ufe0f"
_LATIN_ENDS: Final = "\u0590"


def shown(text: str) -> str:
    """`text` without characters that nobody sees: zero-width spaces, soft hyphens, marks that turn the direction of
    text. What makes emoji and scripts such as Persian look as they were meant stays.

    Every kind of value is read of this, whatever the road.
    """
    if not _INVISIBLE.search(text):
        return text
    parts = _FLAGS.split(text)
    return "".join(part if number % 2 else _without_invisible(part) for number, part in enumerate(parts))


def _without_invisible(text: str) -> str:
    kept: list[str] = []
    for place, sign in enumerate(text):
        if not _INVISIBLE.match(sign) or _shapes(sign, kept[-1] if kept else "", text[place + 1 : place + 2]):
            kept.append(sign)
    return "".join(kept)


def _shapes(sign: str, before: str, after: str) -> bool:
    """Whether a sign that isn't seen changes how those beside it look."""
    if sign in _JOINERS:
        return before >= _LATIN_ENDS and after >= _LATIN_ENDS and not _INVISIBLE.match(after)
    return sign in _STYLES and bool(before) and unicodedata.category(before) == "So"


def folded(text: str) -> str:
    """`text` on one line, with wide letters as narrow ones, every dash as a hyphen, and no sign that can't be seen.

    Digits of other scripts and signs such as ² stay as they are: nobody can say that they were meant as digits.
    """
    return " ".join(text.translate(_KEYBOARD).split())
