"""A provider without e-mail phones in: set up, listed and checked by the council, until somebody claims it."""

from datetime import date

import pytest
from django.urls import reverse

from providers.assurance.selectors import due_services_of, link_token
from providers.assurance.services import confirm_by_link, remind
from providers.listings.models import ListingState, Membership, Organisation, Service
from tenants.mail.models import Mail
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from tests.integration.assurance.conftest import make_due

pytestmark = pytest.mark.django_db
DUE = date(2026, 5, 3)


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory.create(officer=True))


@pytest.fixture
def desk(alpha, officer, client_for):
    return client_for(alpha, officer)


def test_from_a_call_to_a_live_listing(desk):
    made = desk.post(reverse("people:set-up"), {"name": "Knit and natter", "kind": "voluntary", "email": ""})
    organisation = Organisation.objects.get()
    assert made.headers["Location"] == reverse("review:organisation", args=[organisation.uuid])
    assert organisation.kept_by_council
    add = reverse("edits:add-to-organisation", args=[organisation.uuid])
    assert add in desk.get(made.headers["Location"]).text
    assert desk.post(add, {"name": ""}).status_code == 422
    desk.post(add, {"name": "Knitting for all"})
    service = Service.objects.get()
    rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0", "rows-0-phone": "01632 960123"}
    desk.post(reverse("edits:page", args=[service.uuid, "contact"]), rows)
    finish = {"seen": service.latest_revision_id, "reason": "They rang.", "act": "finish"}
    assert desk.post(reverse("edits:check", args=[service.uuid]), finish).status_code == 302
    page = desk.get(service.get_absolute_url(), follow=True)
    assert "01632 960123" in page.text


def test_the_council_is_asked_until_somebody_looks_after_it(officer, desk):
    organisation = OrganisationFactory.create(published=True)
    desk.post(reverse("people:keep-organisation", args=[organisation.uuid]), {"keep": "yes"})

    service = make_due(organisation)
    remind(today=DUE)
    mail = Mail.objects.get()
    assert mail.to == officer.email
    assert reverse("edits:service", args=[service.uuid]) in mail.text
    confirm_by_link(token=link_token(officer, DUE, service))
    assert ListingState.objects.get(service=service).last_assured_by == officer

    ListingState.objects.update(review_due=DUE)
    assert due_services_of(officer, DUE) == [service]
    MembershipFactory.create(organisation=organisation, role=Membership.Role.OWNER)
    assert due_services_of(officer, DUE) == []


def test_which_address_am_i_registered_under_is_one_search(desk):
    person = PersonFactory.create(name="Nia Newcomer", email="nia.old@mail.example")
    organisation = OrganisationFactory.create(name="Night Owls", owner=person)
    for words in ("nia newc", "nia.old", "night owls"):
        page = desk.get(reverse("people:set-up"), {"q": words}).text
        assert "nia.old@mail.example" in page, words
        assert "has never signed in" in page
    shown = desk.get(reverse("review:organisation", args=[organisation.uuid])).text
    assert "nia.old@mail.example" in shown
    assert reverse("portal:people", args=[organisation.uuid]) in shown
