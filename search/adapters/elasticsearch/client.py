"""Connections to Elasticsearch: one client a process for searching and one for indexing, without retries.

A search has a short budget because PostgreSQL can answer instead; indexing has a longer one but ends before its claim
on the rows does (`search.index.services.follower`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Final

from elasticsearch import ApiError, Elasticsearch, NotFoundError, SerializationError, TransportError

from search.ports import EngineUnavailable, IndexMissing

INDEXING_SECONDS: Final = 8.0


@lru_cache(maxsize=4)
def client(url: str, timeout: float) -> Elasticsearch:
    """The client for a server, made once a process."""
    return Elasticsearch(url, request_timeout=timeout, max_retries=0, retry_on_timeout=False)


@contextmanager
def unavailable_on_error() -> Iterator[None]:
    """Say of every way in which Elasticsearch can fail that the engine is unavailable, or its index missing."""
    try:
        yield
    except NotFoundError as error:
        raise IndexMissing(str(error)) from error
    except (ApiError, TransportError, SerializationError) as error:
        raise EngineUnavailable(str(error)) from error
