"""Rows on their way into an index, and the mark that they have arrived."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from django.db import connection

from search.matching.fields import IndexFields, description_of, labels_of
from search.matching.words import fold
from search.ports import IndexEntry

KEPT: Final = tuple(
    each.name for each in fields(IndexFields) if each.name not in {"name", "labels", "summary", "description", "points"}
)
"""The fields with a column of the same name. Texts are kept as PostgreSQL's lexemes and points as rows of their own."""
COLUMNS: Final = ("key", "version", "deleted", "body", "name_key", *KEPT)
"""What an index takes of a row."""

_MARK = """
UPDATE search_index_searchrow AS row SET indexed_version = row.version, claimed_until = NULL
FROM json_each_text(%s) AS done (key, version)
WHERE row.key = done.key AND row.version = done.version::bigint
AND (row.indexed_version <> row.version OR row.claimed_until IS NOT NULL)
"""
"""Skips what is marked already: a rebuild has every row, and writing one is costly."""


def entry_of(row: Mapping[str, Any]) -> IndexEntry:
    """A row's `COLUMNS` as an index takes them: with the very values that PostgreSQL searches."""
    if row["deleted"]:
        return IndexEntry(key=row["key"], version=row["version"])
    return IndexEntry(key=row["key"], version=row["version"], fields=_fields_of(row), body=row["body"])


def mark_indexed(versions: Mapping[str, int]) -> None:
    """Note that Elasticsearch has these versions. Rows that have moved on since stay to be followed."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [json.dumps(dict(versions))])


def _fields_of(row: Mapping[str, Any]) -> IndexFields:
    """The row's own columns, and what is folded from the body again."""
    body = row["body"]
    kept = {name: row[name] for name in KEPT} | {"facets": tuple(row["facets"]), "needs": tuple(row["needs"])}
    return IndexFields(
        name=row["name_key"],
        labels=labels_of(body.get("labels", ()), body.get("organisation", "")),
        summary=fold(body.get("summary", "")),
        description=description_of(
            body.get("description", ""), (body.get("name", ""), body.get("organisation", "")), body.get("found_by", ())
        ),
        points=tuple((place["latitude"], place["longitude"]) for place in body.get("places", ())),
        **kept,
    )
