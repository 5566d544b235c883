"""Who claims what, shared by the tests of claims."""

import pytest

from providers.listings.models import Organisation
from providers.people.models import Claim
from providers.people.services.claims import Evidence, claim_organisation
from tenants.accounts.models import User
from tenants.councils.models import Council
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

EVIDENCE = Evidence(job="Manager", work_phone="01632 960001")
ANSWERS = {"kind": "claim", "job": "Manager", "work_phone": "01632 960001", "work_email": "", "reason": ""}


@pytest.fixture
def organisation(alpha: Council) -> Organisation:
    return OrganisationFactory.create(name="Night Owls", url="https://www.nightowls.example/about", published=True)


@pytest.fixture
def owner(organisation: Organisation) -> User:
    return MembershipFactory.create(organisation=organisation, user=PersonFactory.create(name="Olu Owner")).user


@pytest.fixture
def nia(alpha: Council) -> User:
    return PersonFactory.create(name="Nia New", email="nia@mail.example")


@pytest.fixture
def officer(alpha: Council) -> User:
    return PersonFactory.create(officer=True)


def claim_of(person: User, organisation: Organisation, kind: str = "claim") -> Claim:
    """A person's claim to look after an organisation."""
    return claim_organisation(user=person, organisation=organisation, kind=kind, evidence=EVIDENCE)
