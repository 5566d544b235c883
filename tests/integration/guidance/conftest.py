"""A council's search on either engine, and its officers in the admin."""

import pytest

from search.engines import factory
from search.taxonomy.services.terms import seed_terms
from tests.contract.searching import Search, elasticsearch_of, no_index_left  # noqa: F401
from tests.factories import PersonFactory


@pytest.fixture(params=["postgres", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def search(request, alpha, settings):
    """Council alpha's search as families use it, empty, on each engine."""
    seed_terms()
    settings.SEARCH_ENGINE = request.param
    return Search(factory.engine(), lambda: None) if request.param == "postgres" else elasticsearch_of()


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory(officer=True))


@pytest.fixture
def admin(alpha, officer, client_for):
    """The officer's browser."""
    return client_for(alpha, officer)
