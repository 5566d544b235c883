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
_FILED: Final = """
SELECT key, facets, ages_said FROM search_index_searchrow WHERE NOT deleted AND kind = 'service' ORDER BY key
"""
_PLACES: Final = """
SELECT split_part(place ->> 'label', ', ', 1), (place ->> 'latitude')::float8, (place ->> 'longitude')::float8
FROM search_index_searchrow, jsonb_array_elements(body -> 'places') AS place
WHERE NOT deleted AND NOT (place ->> 'hidden')::boolean AND place ->> 'label' LIKE '%%, %%' ORDER BY key
"""


class Filed(NamedTuple):
    """A service's key, its codes (`need:autism`; needs with their broader and narrower ones), and whether it says its
    ages."""

    key: str
    codes: frozenset[str]
    says_ages: bool


class ShownPlace(NamedTuple):
    """The town that a place's address ends with, and its point."""

    town: str
    latitude: float
    longitude: float


class DocumentText(NamedTuple):
    """A document's key, and its name, summary and description as one text."""

    key: str
    text: str


def document_texts(*, most_letters: int) -> list[DocumentText]:
    """What every document that families can find says, by key, each cut at so many letters."""
    return [DocumentText(*row) for row in rows_of(_TEXTS, {"most": most_letters})]


def filed_services() -> list[Filed]:
    """What every service that families can find is filed under."""
    return [Filed(key, frozenset(codes), says_ages) for key, codes, says_ages in rows_of(_FILED)]


def shown_places() -> list[ShownPlace]:
    """The town of every place that families see, and where it is."""
    return [ShownPlace(*row) for row in rows_of(_PLACES)]


def documents_by_stem() -> list[tuple[str, int]]:
    """How many documents have each word, by its stem."""
    return rows_of(_WORDS)
