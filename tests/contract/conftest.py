"""One council's search on either engine, filled through the table as in production."""

from typing import Any

import pytest

from search.adapters.postgres.engine import PostgresEngine
from tests.contract.searching import Search, elasticsearch_of, no_index_left  # noqa: F401


@pytest.fixture(params=["postgres", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def search(request: pytest.FixtureRequest, alpha: Any) -> Search:
    """Council alpha's search, empty, on each engine."""
    if request.param == "elasticsearch":
        return elasticsearch_of()
    return Search(PostgresEngine(timeout_ms=30_000), lambda: None)
