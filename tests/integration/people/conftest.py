"""Who claims what, shared by the tests of claims."""

import pytest

from providers.people.services.claims import Evidence, claim_organisation
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory

EVIDENCE = Evidence(job="Manager", work_phone="01632 960001")
ANSWERS = {"kind": "claim", "job": "Manager", "work_phone": "01632 960001", "work_email": "", "reason": ""}


@pytest.fixture
def organisation(alpha):
    return OrganisationFactory(name="Night Owls", url="https://www.nightowls.example/about", published=True)


@pytest.fixture
def owner(organisation):
    return MembershipFactory(organisation=organisation, user=PersonFactory(name="Olu Owner")).user


@pytest.fixture
def nia(alpha):
    return PersonFactory(name="Nia New", email="nia@mail.example")


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


def claim_of(person, organisation, kind="claim"):
    """A person's claim to look after an organisation."""
    return claim_organisation(user=person, organisation=organisation, kind=kind, evidence=EVIDENCE)
