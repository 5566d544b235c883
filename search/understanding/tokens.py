"""Words as families type them, in the form in which they are compared."""

import re
from dataclasses import dataclass
from typing import Final

from search.matching.words import letters_of

LIMIT: Final = 200
"""Words after these are not read: nobody means them one by one."""
_LONGEST_TEXT: Final = 2_000
_LONGEST_WORD: Final = 60
_TOKEN: Final = re.compile(
    r"(?<![^\W_])\d{1,2}\s*[-\u2013\u2014]\s*\d{1,2}s?(?![^\W_])"  # a range: 16-25, 7-11s
    r"|(?<![^\W_])\d{1,2}\.\d(?![^\W_])"  # 2.5
    r"|(?<![^\W_])\d{1,2}\+"  # and over: 16+
    r"|[^\W_]+(?:['`\u2019\u2018\u00b4][^\W_]+)*"
)
# More words than this all in capitals are a habit, not acronyms.
_ACRONYMS: Final = 3
_RANGE: Final = re.compile(r"\s*[-\u2013\u2014]\s*")
_PART_OF_A_NUMBER: Final = re.compile(r"(?<=^\d)\.\d$|(?<=^\d\d)\.\d$|(?<=-\d)s$|(?<=-\d\d)s$")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text` as typed in small letters, `key` without accents and apostrophes, `capitals` as typed."""

    text: str
    key: str
    capitals: bool


def tokenise(words: str) -> tuple[Token, ...]:
    """The first LIMIT words of a text; ranges of numbers stay whole."""
    tokens: list[Token] = []
    shouted = words.isupper() and len(words.split()) > _ACRONYMS
    for found in _TOKEN.finditer(words[:_LONGEST_TEXT]):
        typed = _PART_OF_A_NUMBER.sub("", _RANGE.sub("-", found[0]))[:_LONGEST_WORD]
        if key := letters_of(typed):
            tokens.append(Token(typed.lower(), key, typed.isupper() and not shouted))
        if len(tokens) == LIMIT:
            break
    return tuple(tokens)
