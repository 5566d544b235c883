"""Text from spreadsheets as listings take it: without markup, and without what no listing needs."""

import html
import re
from typing import Final

import nh3

_MARKUP: Final = re.compile(r"<[a-zA-Z/!?]")
_UNSTORABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def without_markup(text: str) -> str:
    """`text` without HTML tags; the content of scripts and styles goes with them. Plain `<` and `&` stay."""
    while _MARKUP.search(text):
        plain = html.unescape(nh3.clean(text, tags=set(), strip_comments=True))
        if plain == text:
            return _MARKUP.sub(lambda match: f"< {match[0][1:]}", text)
        text = plain
    return text


def has_unstorable(text: str) -> bool:
    """Whether `text` holds a control character (a NUL byte, say) that no listing needs and the database refuses."""
    return bool(_UNSTORABLE.search(text))
