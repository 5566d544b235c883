"""Words of the council's own listings, for those who typed one of them with a slip."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any, Final

from django.core.cache import cache
from django.db import connection

from search.matching.words import words_of
from search.understanding.spelling import SHORTEST

MOST: Final = 4
"""So many unknown words are looked up: a search with more is no slip of the finger."""
ORGANISATIONS_KEY: Final = "search-organisation-words"
ORGANISATIONS_SECONDS: Final = 600
_NAMES: Final = 20
_LOOKED_AT: Final = 300
"""Bounds the work where thousands of names are alike."""
# One slip in four letters leaves about half of a word's trigrams; PostgreSQL's own 0.6 would find few.
_LIKENESS: Final = "0.45"
# A word that any listing has gives no names: it is spelt right.
_STATEMENT: Final = """
SELECT asked.word, found.name
FROM (
    SELECT word, set_config('pg_trgm.word_similarity_threshold', %(likeness)s, true)
    FROM unnest(%(words)s::text[]) AS word
    WHERE NOT EXISTS (
        SELECT FROM search_index_searchrow r
        WHERE NOT r.deleted AND r.words @@ plainto_tsquery('public.localoffer_english', word)
    )
    OFFSET 0
) AS asked
LEFT JOIN LATERAL (
    SELECT name FROM (
        SELECT r.name_key AS name FROM search_index_searchrow r
        WHERE NOT r.deleted AND asked.word <%% r.name_key LIMIT %(looked_at)s
    ) AS alike
    ORDER BY public.word_similarity(asked.word, name) DESC, name LIMIT %(names)s
) AS found ON true
"""
_ORGANISATIONS: Final = """
SELECT DISTINCT body ->> 'organisation' FROM search_index_searchrow WHERE NOT deleted AND body ->> 'organisation' <> ''
"""


def near_words(words: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """For those of some words that no listing of the open council has: words of names like them, pairs of these as they
    stand together (`night owls`), and the words of its organisations.

    One query, none without words; one more in ten minutes for the organisations.
    """
    asked = [word for word in sorted(words) if word.isascii()][:MOST]
    near: dict[str, set[str]] = {}
    if asked:
        with connection.cursor() as cursor:
            values: dict[str, Any] = {"words": asked, "names": _NAMES, "looked_at": _LOOKED_AT, "likeness": _LIKENESS}
            cursor.execute(_STATEMENT, values)
            for word, name in cursor.fetchall():
                near.setdefault(word, set()).update(_words_and_pairs(name or ""))
    organisations = _organisation_words() if near else frozenset()
    return {word: frozenset(found) | organisations for word, found in near.items()}


def _organisation_words() -> frozenset[str]:
    """Read at most once in a while: they change seldom, and have no index of their own."""
    found: frozenset[str] | None = cache.get(ORGANISATIONS_KEY)
    if found is None:
        with connection.cursor() as cursor:
            cursor.execute(_ORGANISATIONS)
            names = [name for (name,) in cursor.fetchall()]
        found = frozenset(word for name in names for word in words_of(name) if len(word) >= SHORTEST)
        cache.set(ORGANISATIONS_KEY, found, ORGANISATIONS_SECONDS)
    return found


def _words_and_pairs(name: str) -> set[str]:
    words = words_of(name)
    pairs = {" ".join(pair) for pair in pairwise(words)}
    return {word for word in words if len(word) >= SHORTEST} | pairs
