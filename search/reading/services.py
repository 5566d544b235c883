"""Reading what the open council's documents say, and counting their words."""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Any, Final

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from search.index.selectors.texts import DocumentText, document_texts, documents_by_stem, shown_places
from search.meaning.encoder import encoder
from search.meaning.vectors import pack
from search.reading.codes import codes_of, listing_context, said_of
from search.reading.models import Reading, Town, WordCount
from search.reading.towns import towns_of
from search.understanding.reader import CouncilContext, read_words
from tenants.councils.locks import Lock, session_lock

BATCH: Final = 50
MOST_LETTERS: Final = 1500
_METHOD: Final = "2"
"""Raise it when texts are to be read anew although they are the same."""

_PUT: Final = """
INSERT INTO search_reading_reading (key, digest, version, model, vector, codes, said)
VALUES (%(key)s, %(digest)s, nextval('public.search_version_seq'), %(model)s, %(vector)s, %(codes)s, %(said)s)
ON CONFLICT (key) DO UPDATE
SET digest = excluded.digest, version = excluded.version, model = excluded.model, vector = excluded.vector,
    codes = excluded.codes, said = excluded.said
"""
Progress = Callable[[int, int], None]
"""Told how many documents are read, and of how many."""


def read_documents(*, progress: Progress | None = None) -> int:
    """Read every document whose text is new, and count all words and towns; gives how many were read.

    Safe to run twice. One process at a time, so that whoever asks for later readings than those it knows misses none.
    """
    with session_lock(Lock.READING):
        documents = document_texts(most_letters=MOST_LETTERS)
        unread = _unread(documents)
        for start in range(0, len(unread), BATCH):
            _put(unread[start : start + BATCH])
            if progress:
                progress(min(start + BATCH, len(unread)), len(unread))
        _forget_others(documents)
        _count_words(len(documents))
        _note_towns()
    return len(unread)


def _unread(documents: Sequence[DocumentText]) -> list[DocumentText]:
    """Those that were not read as they are."""
    known = dict(Reading.objects.values_list("key", "digest"))
    return [each for each in documents if known.get(each.key) != _digest(each.text)]


def _forget_others(documents: Sequence[DocumentText]) -> None:
    kept = {each.key for each in documents}
    gone = [key for key in Reading.objects.values_list("key", flat=True) if key not in kept]
    Reading.objects.filter(key__in=gone).delete()


@transaction.atomic
def _count_words(documents: int) -> None:
    WordCount.objects.all().delete()
    counts = (("", documents), *documents_by_stem())
    WordCount.objects.bulk_create((WordCount(stem=stem, documents=having) for stem, having in counts), batch_size=2000)


@transaction.atomic
def _note_towns() -> None:
    Town.objects.all().delete()
    Town.objects.bulk_create(towns_of(shown_places()), batch_size=2000)


@transaction.atomic
def _put(documents: Sequence[DocumentText]) -> None:
    context = listing_context()
    with connection.cursor() as cursor:
        cursor.executemany(_PUT, [_read(document, context) for document in documents])


def _read(document: DocumentText, context: CouncilContext) -> dict[str, Any]:
    understanding = read_words(document.text, context)
    return {
        "key": document.key,
        "digest": _digest(document.text),
        "model": encoder().model.name,
        "vector": _vector(document.text),
        "codes": sorted(codes_of(understanding)),
        "said": Jsonb(said_of(understanding, document.text)),
    }


def _vector(text: str) -> bytes | None:
    vector = encoder().encode(text)
    return None if vector is None else pack(vector)


def _digest(text: str) -> str:
    reader = type(encoder()).__name__, encoder().model.name
    return sha256("\n".join((_METHOD, *reader, text)).encode()).hexdigest()
