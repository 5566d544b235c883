"""Text from spreadsheets as listings take it: without markup."""

import html
import re
from typing import Final

import nh3

_MARKUP: Final = re.compile(r"<[a-zA-Z/!?]")


def without_markup(text: str) -> str:
    """`text` without HTML tags; the content of scripts and styles goes with them. Plain `<` and `&` stay."""
    while _MARKUP.search(text):
        plain = html.unescape(nh3.clean(text, tags=set(), strip_comments=True))
        if plain == text:
            return _MARKUP.sub(lambda match: f"< {match[0][1:]}", text)
        text = plain
    return text
