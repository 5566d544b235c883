"""Reading what the open council's documents say, and counting their words."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Final

from django.db import connection, transaction

from search.findings import Located
from search.meaning.encoder import encoder
from search.meaning.vectors import pack
from search.places.errors import PlaceProblem
from search.reading.codes import codes_of
from search.taxonomy.selectors import term_labels
from search.understanding.reader import CouncilContext, read_words
from tenants.councils.locks import Lock, session_lock

BATCH: Final = 50
MOST_LETTERS: Final = 1500
_METHOD: Final = "1"
"""Raise it when texts are to be read anew although they are the same."""

_COUNT: Final = """
INSERT INTO search_reading_wordcount (stem, documents)
SELECT word, ndoc FROM ts_stat('SELECT words FROM search_index_searchrow WHERE NOT deleted') WHERE word <> ''
UNION ALL SELECT '', count(*) FROM search_index_searchrow WHERE NOT deleted
"""
_UNREAD: Final = """
SELECT row.key, concat_ws('. ', row.body ->> 'name', row.body ->> 'summary', row.body ->> 'description'), read.digest
FROM search_index_searchrow AS row LEFT JOIN search_reading_reading AS read USING (key)
WHERE NOT row.deleted ORDER BY row.key
"""
_PUT: Final = """
INSERT INTO search_reading_reading (key, digest, version, model, vector, codes)
VALUES (%(key)s, %(digest)s, nextval('public.search_version_seq'), %(model)s, %(vector)s, %(codes)s)
ON CONFLICT (key) DO UPDATE
SET digest = excluded.digest, version = excluded.version, model = excluded.model, vector = excluded.vector,
    codes = excluded.codes
"""
_FORGET: Final = """
DELETE FROM search_reading_reading AS read
WHERE NOT EXISTS (SELECT FROM search_index_searchrow AS row WHERE row.key = read.key)
"""


Progress = Callable[[int, int], None]
"""Told how many documents are read, and of how many."""


def read_documents(*, progress: Progress | None = None) -> int:
    """Read every document whose text is new, and count all words; gives how many were read. Safe to run twice.

    One process at a time, so that whoever asks for later readings than those it knows misses none.
    """
    with session_lock(Lock.READING):
        unread = _unread()
        for start in range(0, len(unread), BATCH):
            _put(unread[start : start + BATCH])
            if progress:
                progress(min(start + BATCH, len(unread)), len(unread))
        _forget_and_count()
    return len(unread)


@transaction.atomic
def _forget_and_count() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_FORGET)
        cursor.execute("DELETE FROM search_reading_wordcount")
        cursor.execute(_COUNT)


def _unread() -> list[tuple[str, str, str]]:
    """Key, text and digest of each document that was not read as it is."""
    with connection.cursor() as cursor:
        cursor.execute(_UNREAD)
        rows: list[tuple[str, str, str | None]] = cursor.fetchall()
    texts = ((key, text[:MOST_LETTERS], known) for key, text, known in rows)
    digests = ((key, text, _digest(text), known) for key, text, known in texts)
    return [(key, text, digest) for key, text, digest, known in digests if digest != known]


@transaction.atomic
def _put(documents: Sequence[tuple[str, str, str]]) -> None:
    context = _context()
    rows = [
        {
            "key": key,
            "digest": digest,
            "model": encoder().model.name,
            "vector": _vector(text),
            "codes": sorted(codes_of(read_words(text, context))),
        }
        for key, text, digest in documents
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_PUT, rows)


def _vector(text: str) -> bytes | None:
    vector = encoder().encode(text)
    return None if vector is None else pack(vector)


def _digest(text: str) -> str:
    reader = type(encoder()).__name__, encoder().model.name
    return sha256("\n".join((_METHOD, *reader, text)).encode()).hexdigest()


def _context() -> CouncilContext:
    """A listing's words are read without looking for a place among them."""
    labels: dict[str, Any] = {"need": term_labels("need"), "topic": term_labels("topic")}
    return CouncilContext(labels=labels, find_places=lambda keys: {}, locate=_nowhere)


def _nowhere(code: str) -> Located:
    raise PlaceProblem("")
