"""Council alpha with a real index that follows its table."""

from typing import Any

import pytest

from tests.contract.searching import Search, elasticsearch_of, no_index_left  # noqa: F401


@pytest.fixture
def indexed(alpha: Any) -> Search:
    """Council alpha's search on Elasticsearch, empty. What is written is rolled back."""
    return elasticsearch_of()
