"""How a council's index is laid out, and a document's way into it."""

from dataclasses import fields
from typing import Any, ClassVar, Final

from elasticsearch.dsl import (
    Boolean,
    Date,
    Document,
    GeoPoint,
    Keyword,
    Long,
    MetaField,
    Object,
    Short,
    Text,
    analyzer,
    token_filter,
)

from search.matching.fields import IndexFields
from search.ports import IndexEntry

MAPPING_VERSION: Final = 3
"""Raise it when anything here or in `search.matching.fields` changes: the sweep then rebuilds every index."""

_ENGLISH: Final = analyzer(
    "folded_english", tokenizer="whitespace", filter=[token_filter("stem", "stemmer", language="porter2")]
)
"""Texts come folded (`search.matching.words`), so that words are what stands between spaces; only stemming is left."""


class Row(Document):
    """One row of the search table as the index holds it."""

    key = Keyword()
    version = Long()
    deleted = Boolean()
    name = Text(analyzer=_ENGLISH, fields={"key": Keyword(ignore_above=2000)})
    labels = Text(analyzer=_ENGLISH)
    summary = Text(analyzer=_ENGLISH)
    description = Text(analyzer=_ENGLISH)
    facets = Keyword()
    needs = Keyword()
    age_from = Short()
    age_to = Short()
    ages_said = Boolean()
    travels = Boolean()
    stale = Boolean()
    closed = Boolean()
    out_of_area = Boolean()
    completeness = Short()
    updated = Date(format="yyyy-MM-dd")
    points = GeoPoint()
    body = Object(enabled=False)

    class Meta:
        dynamic = MetaField("strict")
        meta = MetaField(version=MAPPING_VERSION)

    class Index:
        settings: ClassVar[dict[str, Any]] = {
            "number_of_shards": 1,
            "auto_expand_replicas": "0-1",
            "max_result_window": 10_000,
        }


_LAYOUT: Final = Row._index.to_dict()
MAPPINGS: Final[dict[str, Any]] = _LAYOUT["mappings"]
SETTINGS: Final[dict[str, Any]] = _LAYOUT["settings"]


_FIELDS: Final = tuple(each.name for each in fields(IndexFields))


def source_of(entry: IndexEntry) -> dict[str, Any]:
    """What the index holds of a row. A tombstone stays as a document, so that no late older write comes after it."""
    base = {"key": entry.key, "version": entry.version, "deleted": entry.fields is None}
    if entry.fields is None:
        return base
    values = {name: getattr(entry.fields, name) for name in _FIELDS}
    points = [{"lat": latitude, "lon": longitude} for latitude, longitude in entry.fields.points]
    updated = entry.fields.updated.isoformat() if entry.fields.updated else None
    return {**values, **base, "points": points, "updated": updated, "body": entry.body}
