"""A database and indexes for judged searches: gone after the run, or kept until the listings or tables change.

Imports no Django: the environment must say where everything is before Django reads it.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from elasticsearch import Elasticsearch
from psycopg import sql

from infra.local.errors import LocalError
from infra.local.places import REPOSITORY
from infra.local.postgres import create_database

KEPT = "bench-relevance"
SHAPED_BY = ("*/*/migrations/*.py", "platform/localoffer/demo/data/*.csv", "providers/imports/*.py")
SHAPED_BY_TOO = ("tests/relevance/open_data.py", "tests/relevance/collection.py")


@contextmanager
def surroundings(*, keep: bool) -> Iterator[None]:
    """Point this process at a database of its own and index names of its own.

    Raises LocalError where the servers of `python -m infra.local run --elasticsearch` aren't given.
    """
    database, elasticsearch = os.environ.get("DATABASE_URL", ""), os.environ.get("ELASTICSEARCH_URL", "")
    if not database or not elasticsearch:
        raise LocalError("Relevance needs PostgreSQL and Elasticsearch: python -m infra.local run --elasticsearch.")
    name = KEPT if keep else f"{KEPT}-{secrets.token_hex(4)}"
    server = urlunsplit(urlsplit(database)._replace(path="/postgres"))
    if _comment(server, name) != _shape():
        _drop(server, elasticsearch, name)
    os.environ.update(
        DATABASE_URL=create_database(server.removesuffix("/postgres"), name),
        DJANGO_SETTINGS_MODULE="infra.benchmarks.relevance_settings",
        SEARCH_INDEX_PREFIX=name,
        SEARCH_ENGINE="elasticsearch",
        SEARCH_TIMEOUT_MS="20000",
        LOG_LEVEL="ERROR",
    )
    try:
        yield
    finally:
        if not keep:
            _drop(server, elasticsearch, name)


def mark_as_made() -> None:
    """Say that the database has all it should have: only then may another run use it."""
    url = os.environ["DATABASE_URL"]
    name = sql.Identifier(urlsplit(url).path.removeprefix("/"))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(_shape())))


def _shape() -> str:
    """A digest of all that decides what is in the tables."""
    digest = hashlib.sha256()
    paths = [path for pattern in SHAPED_BY for path in REPOSITORY.glob(pattern)]
    for path in sorted([*paths, *map(Path, SHAPED_BY_TOO)]):
        digest.update((REPOSITORY / path).read_bytes())
    return digest.hexdigest()


def _comment(server: str, name: str) -> str:
    """What a database was made from; empty for one that isn't there or isn't finished."""
    asked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with psycopg.connect(server, autocommit=True) as connection:
        row = connection.execute(asked, [name]).fetchone()
    return row[0] or "" if row else ""


def _drop(server: str, elasticsearch: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    with Elasticsearch(elasticsearch) as client:
        for index in client.indices.get(index=f"{name}-*", allow_no_indices=True):
            client.indices.delete(index=index)
