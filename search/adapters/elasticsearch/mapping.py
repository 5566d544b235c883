"""How a council's index is laid out, and a document's way into it."""

from dataclasses import fields
from typing import Any, Final

from search.fields import IndexFields
from search.ports import IndexEntry

MAPPING_VERSION: Final = 2
"""Count it up when anything here or in `search.fields` changes: the sweep then rebuilds every council's index."""

_TEXT = {"type": "text", "analyzer": "folded_english"}
_KEYWORD = {"type": "keyword"}
_FLAG = {"type": "boolean"}
_NUMBER = {"type": "short"}

MAPPINGS: Final[dict[str, Any]] = {
    "dynamic": "strict",
    "_meta": {"version": MAPPING_VERSION},
    "properties": {
        "key": _KEYWORD,
        "version": {"type": "long"},
        "deleted": _FLAG,
        "name": {**_TEXT, "fields": {"key": {"type": "keyword", "ignore_above": 2000}}},
        "labels": _TEXT,
        "summary": _TEXT,
        "description": _TEXT,
        "facets": _KEYWORD,
        "needs": _KEYWORD,
        "age_from": _NUMBER,
        "age_to": _NUMBER,
        "ages_said": _FLAG,
        "travels": _FLAG,
        "stale": _FLAG,
        "closed": _FLAG,
        "out_of_area": _FLAG,
        "completeness": _NUMBER,
        "updated": {"type": "date", "format": "yyyy-MM-dd"},
        "points": {"type": "geo_point"},
        "body": {"type": "object", "enabled": False},
    },
}
"""Texts come folded (`search.words`), so that words are what stands between spaces; only stemming is left."""

SETTINGS: Final[dict[str, Any]] = {
    "number_of_shards": 1,
    "auto_expand_replicas": "0-1",
    "max_result_window": 10_000,
    "analysis": {
        "filter": {"stem": {"type": "stemmer", "language": "porter2"}},
        "analyzer": {"folded_english": {"type": "custom", "tokenizer": "whitespace", "filter": ["stem"]}},
    },
}


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
