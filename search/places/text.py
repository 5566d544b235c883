"""One way to compare names and phrases: small letters, no accents, no punctuation."""

import re
import unicodedata
from typing import Final

_WORD: Final = re.compile(r"[a-z0-9]+")
_APOSTROPHES: Final = re.compile("['`\u2018\u2019\u00b4]")


def fold(text: str) -> str:
    """Small letters without accents or apostrophes: `Tourette's` gives `tourettes`."""
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def key_of(text: str) -> str:
    """The words of a name in one form, to look it up by: `St. Giles` gives `st giles`."""
    return " ".join(_WORD.findall(fold(text)))
