"""No mail tells strangers what nobody approved, or where a place is that nobody may know of.

The people of a listing and officers may read what waits; whoever is invited, claims something or was merged may not.
Every kind of mail is owed by its stories, as in `test_still_true`. The list that families mail themselves is read with
the public's pages, in `tests/isolation/outputs.py`.
"""

from dataclasses import replace
from itertools import chain

import pytest

from providers.listings.data import OrganisationData, PlaceData, ServiceData
from providers.listings.models import HideAddress, Membership
from providers.listings.services.listings import save_draft, save_organisation_draft
from search.places.models import Postcode
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.mail.models import Mail
from tests.factories import ServiceFactory
from tests.integration.mail import (  # noqa: F401 (they tell their stories)
    decision_stories,
    people_stories,
    staff_stories,
    voice_stories,
)
from tests.integration.mail.test_still_true import _name
from tests.integration.mail.world import STORIES, World

pytestmark = pytest.mark.django_db
MARK, STREET, CODE = "unapprovedzq", "Secretzq Street", "TR14 7AA"
SECRETS = (MARK, STREET, CODE, CODE.replace(" ", ""), "TR14", "50.2136")
TOLD = {
    "invitation",
    "staff-invitation",
    "staff-joined",
    "claim-declined",
    "claim-approved",
    "claim-taken-out",
    "from-council",
}
"""Kinds that go to people who look after none of it, in one of their stories at least."""


class Secretive(World):
    """Each listing has a place that nobody may know of and a draft that nobody approved; so has the organisation."""

    def __init__(self):
        super().__init__()
        draft = replace(OrganisationData.from_organisation(self.organisation), name=f"Owls {MARK}", description=MARK)
        save_organisation_draft(user=self.owner, organisation=self.organisation, data=draft)

    def live(self, name, organisation=None):
        data = ServiceData(
            name=name, places=(PlaceData(address=f"1 {STREET}", postcode=CODE, hide_address=HideAddress.ALL),)
        )
        made = ServiceFactory(organisation=organisation or self.organisation, data=data, published=True)
        draft = replace(data, name=f"{name} {MARK}", summary=MARK, description=MARK)
        save_draft(user=None, service=made, data=draft)
        return made

    def is_own(self, address):
        """Whether it is an officer's address, or of somebody who looks after the organisation or the service."""
        person = User.objects.filter(email=address).first()
        self.service.refresh_from_db()
        homes = (self.organisation.pk, self.service.organisation_id)
        own = Membership.objects.filter(user=person, organisation__in=homes).exists()
        return person is not None and (own or is_officer(person))


@pytest.fixture
def world(alpha):
    Postcode.objects.create(postcode=CODE, latitude=50.2136, longitude=-5.297, source="test")
    return Secretive()


def _mails(world, told):
    """All that a story owes, each with whether its reader was of the organisation when it was owed."""
    owed = {}
    for _ in chain(told.story(world), ["the end"]):
        for each in Mail.objects.exclude(pk__in=owed):
            owed[each.pk] = (each, world.is_own(each.to))
    return owed.values()


@pytest.mark.parametrize("told", STORIES, ids=_name)
def test_a_stranger_reads_nothing_that_waits_and_no_secret_place(world, told):
    leaks = [
        (each.template, each.to, secret)
        for each, own in _mails(world, told)
        for secret in SECRETS
        if not own and secret in f"{each.subject} {each.text} {each.html}"
    ]
    assert leaks == []


@pytest.mark.parametrize("kind", sorted(TOLD))
def test_strangers_are_written_to(world, kind):
    """Else the rule would hold of nobody."""
    found = False
    for told in (each for each in STORIES if each.kind == kind):
        found = found or any(each.template == kind and not own for each, own in _mails(Secretive(), told))
    assert found
