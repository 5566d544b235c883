"""The one writer of the search table, and what keeps Elasticsearch equal to it."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from search.documents import SearchDocument
from search.engines.factory import index
from search.index.services.entries import KEPT
from search.index.services.sweeps import sweep_soon
from search.matching.fields import IndexFields
from search.matching.words import BREAK
from tenants.councils.enqueue import enqueue_after_commit
from tenants.councils.services.due_tasks import run_within

FOLLOW_TASK: Final = "search.index.tasks.follow_table"
READ_TASK: Final = "search.reading.tasks.read"
READ_WITHIN: Final = timedelta(minutes=1)

_UPSERT = f"""
WITH put AS (
INSERT INTO search_index_searchrow AS row (
    key, kind, version, indexed_version, claimed_until, changed_at, deleted, body, words, name_key, {", ".join(KEPT)}
) VALUES (
    %(key)s, %(kind)s, nextval('public.search_version_seq'), 0, NULL, now(), false, %(body)s,
    setweight(to_tsvector('public.localoffer_english', %(name)s), 'A')
        || setweight(to_tsvector('public.localoffer_english', %(labels)s), 'B')
        || setweight(to_tsvector('public.localoffer_english', %(summary)s), 'C')
        || setweight(to_tsvector('public.localoffer_english', %(description)s), 'D'),
    %(name_key)s, {", ".join(f"%({name})s" for name in KEPT)}
)
ON CONFLICT (key) DO UPDATE SET
    kind = excluded.kind, version = nextval('public.search_version_seq'), claimed_until = NULL, changed_at = now(),
    deleted = false, body = excluded.body, words = excluded.words, name_key = excluded.name_key,
    {", ".join(f"{name} = excluded.{name}" for name in KEPT)}
RETURNING row.id
),
gone AS (DELETE FROM search_index_searchplace WHERE row_id IN (SELECT id FROM put))
INSERT INTO search_index_searchplace (row_id, latitude, longitude)
SELECT put.id, point.latitude, point.longitude
FROM put, unnest(%(latitudes)s::float8[], %(longitudes)s::float8[]) AS point (latitude, longitude)
"""  # noqa: S608 (columns of ours)
_TOMBSTONE = """
WITH row AS (
    UPDATE search_index_searchrow
    SET version = nextval('public.search_version_seq'), claimed_until = NULL, changed_at = now(), deleted = true,
        body = '{}', words = '', facets = '{}', needs = '{}'
    WHERE key = ANY(%(keys)s) AND NOT deleted
    RETURNING id
)
DELETE FROM search_index_searchplace WHERE row_id IN (SELECT id FROM row)
"""


def put_document(*, document: SearchDocument) -> None:
    """Write what families can find of a listing or page, in the caller's transaction, and have it followed after.

    The version is taken once the row is locked, so a document's versions grow in the order of its commits.
    """
    put_documents(documents=[document])


@transaction.atomic
def put_documents(*, documents: Sequence[SearchDocument]) -> None:
    """The same for several documents at once."""
    if documents:
        with connection.cursor() as cursor:
            cursor.executemany(_UPSERT, [_values(document) for document in documents])
        follow_after_commit()


def remove_document(*, key: str) -> None:
    """Take a document away: its row stays as a tombstone until every engine has forgotten it. Unknown keys are fine."""
    remove_documents(keys=[key])


@transaction.atomic
def remove_documents(*, keys: Sequence[str]) -> None:
    """The same for several documents at once."""
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_TOMBSTONE, {"keys": list(keys)})
        follow_after_commit()


def follow_after_commit() -> None:
    """Ask that Elasticsearch follow the table after the caller's commit, and that what is new be read within a minute.
    Without a broker, the sweep finds the rows."""
    sweep_soon()
    run_within(READ_TASK, READ_WITHIN)
    enqueue_after_commit(FOLLOW_TASK)


def drop_index() -> None:
    """Take the open council's index out of Elasticsearch, where there is one. Raises EngineUnavailable."""
    outside = index()
    if outside is not None:
        outside.drop()


def count_index() -> int:
    """How many documents the open council's index has; 0 where there is none. Raises EngineUnavailable."""
    outside = index()
    return 0 if outside is None or outside.outdated() else len(outside.versions())


def _values(document: SearchDocument) -> dict[str, Any]:
    """One row's columns, and its places' latitudes and longitudes."""
    fields = IndexFields.of(document)
    values = asdict(fields) | {
        "key": document.key,
        "kind": document.kind,
        "body": Jsonb(document.as_json()),
        "name": fields.name,
        "labels": f"{BREAK} {fields.labels}",
        "summary": f"{BREAK} {fields.summary}",
        "description": f"{BREAK} {fields.description}",
        "name_key": fields.name,
        "facets": list(fields.facets),
        "needs": list(fields.needs),
    }
    points = values.pop("points")
    values["latitudes"] = [latitude for latitude, _ in points]
    values["longitudes"] = [longitude for _, longitude in points]
    return values
