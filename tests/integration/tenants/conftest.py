"""PostgreSQL's own programs, for tests that dump and restore."""

from pathlib import Path

import pytest
from django.db import connection

from infra.local.places import find_places
from infra.local.postgres import find_binaries


@pytest.fixture
def tools(db: None) -> Path:
    """The folder of PostgreSQL's own programs; they must be of the server's version."""
    binaries = find_binaries(find_places("test"))
    if binaries.major != connection.pg_version // 10_000:  # type: ignore[attr-defined]
        pytest.skip("The server of DATABASE_URL has another version than the programs of this machine.")
    return binaries.folder
