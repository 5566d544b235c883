"""Text with the signs that a keyboard writes: what every reader of one line starts from."""

import unicodedata
from typing import Final

_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES: Final = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63"), "-")
_QUOTES: Final = dict.fromkeys(map(ord, "\u2018\u2019\u02bc"), "'")
_UNSEEN: Final = {code: None for code in range(0x2100) if unicodedata.category(chr(code)) == "Cf"} | {0xFEFF: None}
_KEYBOARD: Final = {**_UNSEEN, **_DASHES, **_QUOTES, **_WIDE}


def folded(text: str) -> str:
    """`text` on one line, with wide letters as narrow ones, every dash as a hyphen, and no sign that can't be seen.

    Digits of other scripts and signs such as ² stay as they are: nobody can say that they were meant as digits.
    """
    return " ".join(text.translate(_KEYBOARD).split())
