"""An officer at the pages about the care of listings, and live listings."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from providers.listings.data import ServiceData
from providers.listings.models import Organisation, Service
from tenants.accounts.models import User
from tenants.councils.models import Council
from tests.factories import OrganisationFactory, PersonFactory, ServiceFactory


@pytest.fixture
def officer(alpha: Council, with_second_factor: Callable[[User], User]) -> User:
    return with_second_factor(PersonFactory.create(officer=True, name="Ona Officer"))


@pytest.fixture
def desk(alpha: Council, officer: User, client_for: Callable[..., Client]) -> Client:
    """The officer's browser."""
    return client_for(alpha, officer)


@pytest.fixture
def live(alpha: Council) -> Callable[..., Service]:
    """`live(name, **fields)`: a service that families see, of an organisation of its own."""

    def make(name: str, organisation: Organisation | None = None, **fields: Any) -> Service:
        organisation = organisation or OrganisationFactory.create(name=f"{name} Trust", published=True)
        return ServiceFactory.create(organisation=organisation, data=ServiceData(name=name, **fields), published=True)

    return make
