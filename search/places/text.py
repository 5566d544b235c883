"""The one form in which names of places are compared."""

import re
from typing import Final

from search.matching.words import letters_of

_WORD: Final = re.compile(r"[a-z0-9]+")


def key_of(text: str) -> str:
    """The words of a name in one form, to look it up by: `St. Giles` gives `st giles`, `King's Lynn` `kings lynn`.

    Unlike `search.matching.words.fold` it keeps a possessive's s: families leave out the apostrophe, and nothing stems.
    """
    return " ".join(_WORD.findall(letters_of(text)))
