"""What the open council's documents say, and how many of them have each word."""

from typing import Final, NamedTuple

from search.index.selectors.rows import rows_of

_TEXTS: Final = """
SELECT key, left(concat_ws('. ', body ->> 'name', body ->> 'summary', body ->> 'description'), %(most)s)
FROM search_index_searchrow WHERE NOT deleted ORDER BY key
"""
_WORDS: Final = """
SELECT word, ndoc FROM ts_stat('SELECT words FROM search_index_searchrow WHERE NOT deleted') WHERE word <> ''
"""


class DocumentText(NamedTuple):
    """A document's key, and its name, summary and description as one text."""

    key: str
    text: str


def document_texts(*, most_letters: int) -> list[DocumentText]:
    """What every document that families can find says, by key, each cut at so many letters."""
    return [DocumentText(*row) for row in rows_of(_TEXTS, {"most": most_letters})]


def documents_by_stem() -> list[tuple[str, int]]:
    """How many documents have each word, by its stem."""
    return rows_of(_WORDS)
