"""Council alpha with a real index that follows its table."""

from typing import Any

import pytest

from search.places.models import Postcode
from tests.contract.listings import CENTRE
from tests.contract.searching import Search, elasticsearch_of, no_index_left  # noqa: F401


@pytest.fixture
def indexed(alpha: Any) -> Search:
    """Council alpha's search on Elasticsearch, empty. What is written is rolled back."""
    return elasticsearch_of()


@pytest.fixture
def postcode(alpha: Any) -> str:
    """A postcode in the middle of council alpha, as a query string has it."""
    Postcode.objects.create(
        postcode="MK9 3XS", latitude=CENTRE[0], longitude=CENTRE[1], district="E06000042", ward="E05009413"
    )
    return "MK9+3XS"


@pytest.fixture
def on_postgres(settings: Any) -> None:
    """Searches are answered from the table."""
    settings.SEARCH_ENGINE = "postgres"
