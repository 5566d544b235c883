"""Text as both engines see it: small letters without accents or punctuation, so that only stemming is left to them."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

BREAK: Final = "zzbreakzz"
"""Stands between the items of a list, so that no phrase matches across two of them."""

_LONGEST_WORD: Final = 40
_APOSTROPHES: Final = "['`\u2018\u2019\u02bc\u00b4]"
_POSSESSIVE = re.compile(rf"(?<=\w){_APOSTROPHES}s\b")
_APOSTROPHE = re.compile(_APOSTROPHES)
_WORD = re.compile(r"[^\W_]+")
_PARTED: Final = {code: " " for code in range(128) if not chr(code).isalnum()}


def words_of(text: str) -> list[str]:
    """The words of `text` in order: `Children's café` gives `children`, `cafe`."""
    plain = text.casefold()
    if plain.isascii():  # as most text is: then each character stands for itself or parts words
        if "'" in plain or "`" in plain:
            plain = _without_apostrophes(plain)
        words = plain.translate(_PARTED).split()
    else:
        plain = unicodedata.normalize("NFKD", _without_apostrophes(plain)).casefold()
        words = _WORD.findall("".join(character for character in plain if not unicodedata.combining(character)))
    return [word[:_LONGEST_WORD] for word in words]


def _without_apostrophes(text: str) -> str:
    return _APOSTROPHE.sub("", _POSSESSIVE.sub("", text))


def fold(text: str) -> str:
    """The words of `text` with one space between them."""
    return " ".join(words_of(text))


def fold_all(items: tuple[str, ...]) -> str:
    """Several texts as one, kept apart by BREAK."""
    return f" {BREAK} ".join(filter(None, map(_fold_item, items)))


@lru_cache(maxsize=2048)
def _fold_item(item: str) -> str:
    """What is listed (a need, a topic, an organisation) is so in many documents."""
    return fold(item)
