"""A database, indexes and folders that a run of the benchmarks has for itself, and that are gone after it.

Imports no Django: the environment must say where everything is before Django reads it.
"""

import os
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from elasticsearch import Elasticsearch
from psycopg import sql

from infra.local.errors import LocalError
from infra.local.postgres import create_database

SETTINGS = "localoffer.settings.local"
"""The demo's: what differs from production is TLS, mail and the bucket."""


@contextmanager
def surroundings() -> Iterator[None]:
    """Point this process and its children at a new database and new index names; drop both at the end.

    Raises LocalError where the servers of `python -m infra.local run --elasticsearch` aren't given.
    """
    database, elasticsearch = os.environ.get("DATABASE_OWNER_URL", ""), os.environ.get("ELASTICSEARCH_URL", "")
    if not database or not elasticsearch:
        raise LocalError("The benchmarks need PostgreSQL and Elasticsearch: run make bench.")
    name = f"bench-{secrets.token_hex(4)}"
    base = urlunsplit(urlsplit(database)._replace(path=""))
    try:
        with tempfile.TemporaryDirectory(prefix="localoffer-") as folder:
            os.environ.update(_environment(create_database(base, name), name, Path(folder)))
            yield
    finally:
        drop_database(database, name)
        drop_indexes(elasticsearch, name)


def drop_database(url: str, name: str) -> None:
    """Drop a database, whoever is connected to it; `url` is of another one on the same server. Twice is fine."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def drop_indexes(url: str, prefix: str) -> None:
    """Delete every index whose name begins with the prefix and a hyphen. Twice is fine."""
    with Elasticsearch(url) as client:
        for index in client.indices.get(index=f"{prefix}-*", allow_no_indices=True):
            client.indices.delete(index=index)


def _environment(database: str, name: str, folder: Path) -> dict[str, str]:
    """What differs from a test run's environment. No search may take so long that the other engine answers it."""
    folders = {key: str(folder / key.lower()) for key in ("EMAIL_DIR", "MEDIA_ROOT", "STATIC_ROOT")}
    for path in folders.values():
        Path(path).mkdir()
    return {
        **folders,
        "DATABASE_URL": database,  # one role for all: roles cost nothing
        "DATABASE_OWNER_URL": "",
        "SEARCH_INDEX_PREFIX": name,
        "SEARCH_ENGINE": "elasticsearch",
        "SEARCH_TIMEOUT_MS": "20000",
        "SEARCH_REQUESTS_A_MINUTE": "0",
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "LOG_LEVEL": "ERROR",
    }
