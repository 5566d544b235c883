"""Reads phone numbers, web and mail addresses and streets among the words, as one thing each."""

import re
from collections.abc import Iterator
from typing import Final

from search.matching.marks import hosts_in, phones_in, streets_ending
from search.query import Term
from search.understanding.draft import Draft
from search.understanding.lexicon import everyday_words, stop_words
from search.understanding.tokens import tokenise

_OF_ADDRESSES: Final = "www http https com org net uk co gov nhs sch ac info html htm php index home page"
_TELLS_NOTHING: Final = frozenset(_OF_ADDRESSES.split())
_NOTHING_ELSE: Final = ("road", "street", "avenue", "lane", "crescent", "terrace", "mews")
_SMALL: Final = "a an and around at by for from in is it my near nearby of off on or our the this to with"
_BEFORE_A_NAME: Final = frozenset(_SMALL.split())
_LONGEST_NAME: Final = 3
"""Words that a street's name has before its last."""


def read_numbers_and_hosts(draft: Draft, words: str) -> None:
    """Take phone numbers and web and mail addresses out of the words, before anything in them is read as an age."""
    for found, mark in _marks(words):
        start = len(tokenise(words[: found.start()]))
        length = len(tokenise(words[: found.end()])) - start
        if length and draft.is_free(start, length):
            apart = [token.key for token in draft.tokens[start : start + length] if not token.key.isdigit()]
            telling = [word for word in apart if word not in _TELLS_NOTHING]
            draft.take(start, length)
            draft.add_term(start, Term(words=(mark, *telling), said=(mark,)))


def read_streets(draft: Draft) -> None:
    """Read what stands before a street's last word as its name. What has that name alone is found, too, but later."""
    for end in range(len(draft.tokens), 0, -1):
        start = end - 1
        while start and end - start <= _LONGEST_NAME and _is_of_a_name(draft, start - 1):
            start -= 1
        name = [token.key for token in draft.tokens[start : end - 1]]
        streets = streets_ending([*name, draft.tokens[end - 1].key])
        if streets and draft.is_free(end - 1, 1) and _tells_a_street(name, streets[-1]):
            said = (*streets, draft.key(start, end - start))
            draft.take(start, end - start)
            telling = (word for word in name if word not in stop_words())
            draft.add_term(start, Term(words=(*said, *telling), said=said))


def _tells_a_street(name: list[str], street: str) -> bool:
    """Not “a quiet place”: every one of these words is ordinary English."""
    return street.endswith(_NOTHING_ELSE) or not everyday_words().issuperset(name)


def _is_of_a_name(draft: Draft, at: int) -> bool:
    key = draft.tokens[at].key
    return draft.is_free(at, 1) and key not in _BEFORE_A_NAME and not key.isdigit()


def _marks(words: str) -> Iterator[tuple[re.Match[str], str]]:
    yield from phones_in(words)
    yield from hosts_in(words)
