"""A live listing that is due today, and the people who are asked about it."""

from datetime import date

import pytest

from providers.assurance.services import remind
from providers.listings.models import ListingState
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory

DUE = date(2026, 5, 3)


def make_due(organisation, *, due=DUE, **fields):
    service = ServiceFactory(organisation=organisation, published=True, **fields)
    ListingState.objects.filter(service=service).update(review_due=due)
    service.state.refresh_from_db()
    return service


@pytest.fixture
def owner(alpha):
    return PersonFactory(name="Olu Owner", email="olu@provider.example")


@pytest.fixture
def organisation(owner):
    return OrganisationFactory(name="Night Owls", published=True, owner=owner)


@pytest.fixture
def service(organisation):
    return make_due(organisation, name="Sleep club")


@pytest.fixture
def editor(organisation):
    return MembershipFactory(organisation=organisation, role="editor").user


@pytest.fixture
def reminded(service):
    """The listing's people had their first mail."""
    remind(today=DUE)
    return service
