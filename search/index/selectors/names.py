"""The names of what families can find: chosen by officers, suggested while typing, and compared with unknown words."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from django.db.models import QuerySet

from search.index.models import SearchRow
from search.index.selectors.rows import rows_of

# One wrong letter in six letters leaves a likeness of about 0.4; PostgreSQL's own 0.6 would find none of them.
_NAME_LIKENESS: Final = "0.35"
# One wrong letter in four letters leaves about half of a word's trigrams.
_WORD_LIKENESS: Final = "0.45"
_LOOKED_AT: Final = 300
"""Bounds the work where thousands of names are alike."""
_NAMED: Final = """
SELECT kind, name_key, body ->> 'name', body ->> 'url' FROM (
    SELECT id, name_key LIKE %(starts)s AS first FROM search_index_searchrow
    WHERE NOT deleted AND (name_key LIKE %(starts)s OR name_key LIKE %(holds)s)
    ORDER BY first DESC, name_key, key LIMIT %(most)s
) AS chosen JOIN search_index_searchrow USING (id)
ORDER BY first DESC, name_key, key
"""
"""Chooses by the names alone: only the chosen are read from the table's large column."""
_NAMED_LIKE: Final = """
SELECT kind, name_key, body ->> 'name', body ->> 'url'
FROM (
    SELECT %(typed)s::text AS typed, set_config('pg_trgm.word_similarity_threshold', %(likeness)s, true) OFFSET 0
) AS asked
CROSS JOIN LATERAL (
    SELECT r.id, public.word_similarity(asked.typed, r.name_key) AS likeness FROM search_index_searchrow r
    WHERE NOT r.deleted AND asked.typed <%% r.name_key
    ORDER BY likeness DESC, r.name_key, r.key LIMIT %(most)s
) AS chosen JOIN search_index_searchrow USING (id)
ORDER BY likeness DESC, name_key, key
"""
# A word that any listing has gives no names: it is spelt right.
_NAMES_LIKE_WORDS: Final = """
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
    ORDER BY public.word_similarity(asked.word, name) DESC, name LIMIT %(most)s
) AS found ON true
"""
_ORGANISATIONS: Final = """
SELECT DISTINCT body ->> 'organisation' FROM search_index_searchrow WHERE NOT deleted AND body ->> 'organisation' <> ''
"""


class DocumentName(NamedTuple):
    """A document by its name: `key` is the name as it is compared, `url` its page."""

    kind: str
    key: str
    name: str
    url: str


def live_rows() -> QuerySet[SearchRow]:
    """What families can find now, by name."""
    return SearchRow.objects.filter(deleted=False).order_by("name_key", "key")


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """What the documents with some keys are called, by key; those that families can't find are left out."""
    rows = SearchRow.objects.filter(key__in=keys, deleted=False).values_list("key", "body__name")
    return {key: str(name) for key, name in rows}


def documents_named(typed: str, *, most: int) -> list[DocumentName]:
    """The first documents of whose name a word begins with `typed` (folded): those whose first word does come first."""
    values = {"starts": f"{typed}%", "holds": f"% {typed}%", "most": most}
    return [DocumentName(*row) for row in rows_of(_NAMED, values)]


def documents_named_like(typed: str, *, most: int) -> list[DocumentName]:
    """The documents whose names look most like `typed` (folded), however little."""
    values = {"typed": typed, "likeness": _NAME_LIKENESS, "most": most}
    return [DocumentName(*row) for row in rows_of(_NAMED_LIKE, values)]


def names_like_words(words: Collection[str], *, most: int) -> Iterator[tuple[str, str]]:
    """For those of some words that no listing has: pairs of the word and a folded name like it, at most so many for
    each; the name is empty for a word that none is like."""
    values = {"words": list(words), "likeness": _WORD_LIKENESS, "looked_at": _LOOKED_AT, "most": most}
    return ((word, name or "") for word, name in rows_of(_NAMES_LIKE_WORDS, values))


def organisation_names() -> list[str]:
    """The organisations of the listings, each once. Reads every row: the names have no index."""
    return [name for (name,) in rows_of(_ORGANISATIONS)]
