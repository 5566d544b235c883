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
_STROKED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ŋ": "n", "ɨ": "i", "ƶ": "z"}
    | {"æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode keeps whole and that people type without their strokes: `lucja` for Łucja."""
_PARTED: Final = {code: " " for code in range(128) if not chr(code).isalnum()}


def letters_of(text: str) -> str:
    """`text` in small letters without accents and apostrophes, all else as it is: `Tourette's café!` gives `tourettes
    cafe!`. Whatever compares texts by their letters starts from this."""
    plain = text.casefold()
    if plain.isascii():  # as most text is
        return plain.replace("'", "").replace("`", "")
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", plain)).casefold()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).translate(_STROKED)


def words_of(text: str) -> list[str]:
    """The words of `text` in order, as engines that stem take them: `Children's café` gives `children`, `cafe`."""
    plain = text.casefold()
    if plain.isascii():  # then each character stands for itself or parts words
        if "'" in plain or "`" in plain:
            plain = letters_of(_POSSESSIVE.sub("", plain))
        words = plain.translate(_PARTED).split()
    else:
        words = _WORD.findall(letters_of(_POSSESSIVE.sub("", plain)))
    return [word[:_LONGEST_WORD] for word in words]


def fold(text: str) -> str:
    """The words of `text` with one space between them: what engines search. Names of places, which nothing stems, are
    compared by `search.places.text.key_of`, which keeps the s of `King's Lynn`."""
    return " ".join(words_of(text))


def fold_all(items: tuple[str, ...]) -> str:
    """Several texts as one, kept apart by BREAK."""
    return f" {BREAK} ".join(filter(None, map(_fold_item, items)))


@lru_cache(maxsize=2048)
def _fold_item(item: str) -> str:
    """What is listed (a need, a topic, an organisation) is so in many documents."""
    return fold(item)
