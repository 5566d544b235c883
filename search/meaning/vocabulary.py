"""The words that the models of sentences know whole."""

from functools import cache
from pathlib import Path
from typing import Final

VOCABULARY: Final = Path(__file__).parent / "data" / "vocab.txt"
_PART: Final = "##"
_SHORTEST: Final = 3


@cache
def known_words() -> frozenset[str]:
    """Some 20,000 English words, names among them, in small letters."""
    words = VOCABULARY.read_text(encoding="utf-8").split()
    return frozenset(word for word in words if len(word) >= _SHORTEST and not word.startswith(_PART))


def is_known(word: str) -> bool:
    """Whether a word, or what it is the plural of, is one of them."""
    return word in known_words() or word.removesuffix("s") in known_words()
