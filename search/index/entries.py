"""Rows on their way into an index, and the mark that they have arrived."""

from collections.abc import Mapping
from typing import Final

from django.db import connection

from search.documents import SearchDocument
from search.index.models import SearchRow
from search.ports import IndexEntry

ENTRY_COLUMNS: Final = ("key", "version", "deleted", "body")

_MARK = """
UPDATE search_index_searchrow AS row SET indexed_version = row.version, claimed_until = NULL
FROM unnest(%(keys)s::text[], %(versions)s::bigint[]) AS done (key, version)
WHERE row.key = done.key AND row.version = done.version
"""


def entry_of(row: SearchRow) -> IndexEntry:
    """A row as an index takes it."""
    document = None if row.deleted else SearchDocument.from_json(row.body)
    return IndexEntry(key=row.key, version=row.version, document=document)


def mark_indexed(versions: Mapping[str, int]) -> None:
    """Note that Elasticsearch has these versions. Rows that have moved on since stay to be followed."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, {"keys": list(versions), "versions": list(versions.values())})
