"""A council's search on either engine, and its officers in the admin."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from search.engines import factory
from search.taxonomy.services.terms import seed_terms
from tenants.accounts.models import User
from tenants.councils.models import Council
from tests.contract.searching import Search, elasticsearch_of, no_index_left  # noqa: F401
from tests.factories import PersonFactory


@pytest.fixture(params=["postgres", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def search(request: pytest.FixtureRequest, alpha: Council, settings: Settings) -> Search:
    """Council alpha's search as families use it, empty, on each engine."""
    seed_terms()
    settings.SEARCH_ENGINE = request.param
    return Search(factory.engine(), lambda: None) if request.param == "postgres" else elasticsearch_of()


@pytest.fixture
def officer(alpha: Council, with_second_factor: Callable[[User], User]) -> User:
    return with_second_factor(PersonFactory.create(officer=True))


@pytest.fixture
def admin(alpha: Council, officer: User, client_for: Callable[..., Client]) -> Client:
    """The officer's browser."""
    return client_for(alpha, officer)
