"""A live listing that is due today, and the people who are asked about it."""

from datetime import date
from typing import Any

import pytest

from providers.assurance.services import remind
from providers.listings.models import ListingState, Organisation, Service
from tenants.accounts.models import User
from tenants.councils.models import Council
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory

DUE = date(2026, 5, 3)


def make_due(organisation: Organisation, *, due: date = DUE, **fields: Any) -> Service:
    service = ServiceFactory.create(organisation=organisation, published=True, **fields)
    ListingState.objects.filter(service=service).update(review_due=due)
    service.state.refresh_from_db()
    return service


@pytest.fixture
def owner(alpha: Council) -> User:
    return PersonFactory.create(name="Olu Owner", email="olu@provider.example")


@pytest.fixture
def organisation(owner: User) -> Organisation:
    return OrganisationFactory.create(name="Night Owls", published=True, owner=owner)


@pytest.fixture
def service(organisation: Organisation) -> Service:
    return make_due(organisation, name="Sleep club")


@pytest.fixture
def editor(organisation: Organisation) -> User:
    return MembershipFactory.create(organisation=organisation, role="editor").user


@pytest.fixture
def reminded(service: Service) -> Service:
    """The listing's people had their first mail."""
    remind(today=DUE)
    return service
