"""An officer at the pages about the care of listings, and live listings."""

import pytest

from providers.listings.data import ServiceData
from tests.factories import OrganisationFactory, PersonFactory, ServiceFactory


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory(officer=True, name="Ona Officer"))


@pytest.fixture
def desk(alpha, officer, client_for):
    """The officer's browser."""
    return client_for(alpha, officer)


@pytest.fixture
def live(alpha):
    """`live(name, **fields)`: a service that families see, of an organisation of its own."""

    def make(name, organisation=None, **fields):
        organisation = organisation or OrganisationFactory(name=f"{name} Trust", published=True)
        return ServiceFactory(organisation=organisation, data=ServiceData(name=name, **fields), published=True)

    return make
