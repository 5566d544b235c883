"""Rows on their way into an index, and the mark that they have arrived."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from search.fields import IndexFields, labels_of
from search.index.models import SearchRow
from search.ports import IndexEntry
from search.words import fold


class EntryRow(NamedTuple):
    """The columns of a row that an index takes: much quicker to read than a model's instance."""

    key: str
    version: int
    deleted: bool
    body: dict[str, Any]
    name_key: str
    facets: list[str]
    needs: list[str]
    age_from: int
    age_to: int
    ages_said: bool
    travels: bool
    stale: bool
    closed: bool
    out_of_area: bool
    completeness: int
    updated: date | None


_MARK = """
UPDATE search_index_searchrow AS row SET indexed_version = row.version, claimed_until = NULL
FROM json_each_text(%s) AS done (key, version)
WHERE row.key = done.key AND row.version = done.version::bigint
AND (row.indexed_version <> row.version OR row.claimed_until IS NOT NULL)
"""
"""Leaves alone what is marked already: a rebuild has every row, and a row is dear to write."""


def entry_of(row: EntryRow | SearchRow) -> IndexEntry:
    """A row as an index takes it: with the very values that PostgreSQL searches."""
    if row.deleted:
        return IndexEntry(key=row.key, version=row.version)
    return IndexEntry(key=row.key, version=row.version, fields=_fields_of(row), body=row.body)


def mark_indexed(versions: Mapping[str, int]) -> None:
    """Note that Elasticsearch has these versions. Rows that have moved on since stay to be followed."""
    with connection.cursor() as cursor:
        cursor.execute(_MARK, [json.dumps(dict(versions))])


def _fields_of(row: EntryRow | SearchRow) -> IndexFields:
    """The row's columns. Texts are kept as PostgreSQL's own lexemes alone, so they are folded from the body again."""
    body = row.body
    return IndexFields(
        name=row.name_key,
        labels=labels_of(body.get("labels", ()), body.get("organisation", "")),
        summary=fold(body.get("summary", "")),
        description=fold(body.get("description", "")),
        facets=tuple(row.facets),
        needs=tuple(row.needs),
        age_from=row.age_from,
        age_to=row.age_to,
        ages_said=row.ages_said,
        travels=row.travels,
        stale=row.stale,
        closed=row.closed,
        out_of_area=row.out_of_area,
        completeness=row.completeness,
        updated=row.updated,
        points=tuple((place["latitude"], place["longitude"]) for place in body.get("places", ())),
    )
