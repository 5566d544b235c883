"""Text as both engines see it: small letters without accents or punctuation, so that only stemming is left to them."""

import re
import unicodedata
from typing import Final

BREAK: Final = "zzbreakzz"
"""Stands between the items of a list, so that no phrase matches across two of them."""

_LONGEST_WORD: Final = 40
_APOSTROPHES: Final = "['`\u2018\u2019\u02bc\u00b4]"
_POSSESSIVE = re.compile(rf"(?<=\w){_APOSTROPHES}s\b")
_APOSTROPHE = re.compile(_APOSTROPHES)
_WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of `text` in order: `Children's café` gives `children`, `cafe`."""
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", text.casefold()))
    if not plain.isascii():  # plain text has nothing to take off, and most text is plain
        plain = unicodedata.normalize("NFKD", plain).casefold()
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    return [word[:_LONGEST_WORD] for word in _WORD.findall(plain)]


def fold(text: str) -> str:
    """The words of `text` with one space between them."""
    return " ".join(words_of(text))


def fold_all(items: tuple[str, ...]) -> str:
    """Several texts as one, kept apart by BREAK."""
    return f" {BREAK} ".join(folded for folded in map(fold, items) if folded)
