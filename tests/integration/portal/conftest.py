"""A provider with one organisation and one service in council alpha."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import Membership, Organisation, Service
from providers.listings.services.listings import create_organisation, create_service
from tenants.accounts.models import User
from tenants.councils.models import Council


@pytest.fixture
def owner(alpha: Council) -> User:
    return User.objects.create_user("owner@provider.example", "a long enough password", name="Olu Owner")


@pytest.fixture
def organisation(owner: User) -> Organisation:
    return create_organisation(
        user=None, data=OrganisationData(name="Example Sleep Trust", kind="voluntary"), owner=owner
    )


@pytest.fixture
def service(owner: User, organisation: Organisation) -> Service:
    return create_service(user=owner, organisation=organisation, data=ServiceData(name="Sleep club", reach="local"))


@pytest.fixture
def editor(organisation: Organisation) -> User:
    person = User.objects.create_user("editor@provider.example", "a long enough password")
    Membership.objects.create(user=person, organisation=organisation, role="editor")
    return person


@pytest.fixture
def viewer(organisation: Organisation) -> User:
    person = User.objects.create_user("viewer@provider.example", "a long enough password")
    Membership.objects.create(user=person, organisation=organisation, role="viewer")
    return person


@pytest.fixture
def stranger(alpha: Council) -> User:
    person = User.objects.create_user("stranger@provider.example", "a long enough password")
    create_organisation(user=None, data=OrganisationData(name="Example Others", kind="private"), owner=person)
    return person


@pytest.fixture
def portal(alpha: Council, owner: User, client_for: Callable[..., Client]) -> Client:
    """The owner's browser."""
    return client_for(alpha, owner)


@pytest.fixture
def draft_of() -> Callable[[Service], ServiceData]:
    """The newest draft's data of a service."""

    def read(service: Service) -> ServiceData:
        service.refresh_from_db()
        return ServiceData.from_service(service.get_latest_revision_as_object())

    return read


@pytest.fixture
def filled() -> Callable[[ServiceData], ServiceData]:
    """A service's data with enough in it to send."""

    def fill(data: ServiceData) -> ServiceData:
        return replace(data, summary="A calm club", description="Tuesdays.", sectors=("health",), needs=("autism",))

    return fill
