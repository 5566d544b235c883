"""A database and indexes for judged searches: gone after the run, or kept until the listings change.

Imports no Django: the environment must say where everything is before Django reads it.
"""

import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from infra.benchmarks.surroundings import drop_database, drop_indexes
from infra.local.errors import LocalError
from infra.local.places import REPOSITORY
from infra.local.postgres import create_database

NAME = "judged-searches"
SHAPED_BY = (
    "platform/localoffer/demo/data/*.csv",
    "providers/imports/school_tables/*.py",
    "infra/benchmarks/relevance/open_data.py",
    "infra/benchmarks/relevance/collection.py",
    "search/reading/migrations/*.py",
)


@contextmanager
def surroundings(*, keep: bool) -> Iterator[None]:
    """Point this process at a database of its own and index names of its own.

    Raises LocalError where the servers of `python -m infra.local run --elasticsearch` aren't given.
    """
    database, elasticsearch = os.environ.get("DATABASE_OWNER_URL", ""), os.environ.get("ELASTICSEARCH_URL", "")
    if not database or not elasticsearch:
        raise LocalError("Relevance needs PostgreSQL and Elasticsearch: python -m infra.local run --elasticsearch.")
    name = f"{NAME}-{'kept' if keep else secrets.token_hex(4)}"
    server = urlunsplit(urlsplit(database)._replace(path="/postgres"))
    with _alone(server, name):
        if _comment(server, name) != _shape():
            _drop(server, elasticsearch, name)
            create_database(server.removesuffix("/postgres"), name)
            _set_comment(server, name, _shape())
        os.environ.update(
            DATABASE_URL=server.removesuffix("postgres") + name,
            DATABASE_OWNER_URL="",
            DJANGO_SETTINGS_MODULE="infra.benchmarks.relevance.settings",
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


@contextmanager
def _alone(server: str, name: str) -> Iterator[None]:
    """Wait until no other run uses this database."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        yield


def _shape() -> str:
    """A digest of all that decides what is in the tables."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SHAPED_BY for path in REPOSITORY.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _comment(server: str, name: str) -> str:
    """What a database is made from; empty for one that isn't there."""
    asked = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s"
    with psycopg.connect(server, autocommit=True) as connection:
        row = connection.execute(asked, [name]).fetchone()
    return row[0] or "" if row else ""


def _set_comment(server: str, name: str, text: str) -> None:
    statement = sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(text))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def _drop(server: str, elasticsearch: str, name: str) -> None:
    drop_database(server, name)
    drop_indexes(elasticsearch, name)
