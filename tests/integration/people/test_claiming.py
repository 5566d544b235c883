"""What can be claimed, by whom, how often, and how it is found."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from providers.listings.errors import NotAllowed
from providers.listings.models import Organisation
from providers.people.errors import PeopleError
from providers.people.models import Claim
from providers.people.services.claims import MOST_A_DAY, MOST_OPEN, claim_service, withdraw_claim
from providers.people.tasks import purge_claims
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory
from tests.integration.people.conftest import ANSWERS, EVIDENCE, claim_of

pytestmark = pytest.mark.django_db


def test_a_service_needs_an_organisation_to_move_to(alpha, nia, client_for):
    service = ServiceFactory(approved=True)
    page = client_for(alpha, nia).get(f"/provider/claims/services/{service.uuid}/").content.decode()
    assert f"/provider/claims/organisations/{service.organisation.uuid}/" in page
    with pytest.raises(NotAllowed):
        claim_service(user=nia, service=service, new_home=OrganisationFactory(published=True), evidence=EVIDENCE)


def test_a_service_is_not_claimed_for_the_organisation_that_has_it(nia):
    service = ServiceFactory(approved=True)
    MembershipFactory(organisation=service.organisation, user=nia)
    with pytest.raises(PeopleError):
        claim_service(user=nia, service=service, new_home=service.organisation, evidence=EVIDENCE)


def test_a_person_takes_their_own_claim_back_and_nobody_elses(alpha, organisation, nia, client_for):
    claim = claim_of(nia, organisation)
    path = f"/provider/claims/{claim.uuid}/withdraw/"
    eve = PersonFactory()
    assert client_for(alpha, eve).post(path).status_code == 404
    with pytest.raises(NotAllowed):
        withdraw_claim(user=eve, claim=claim)
    assert client_for(alpha, nia).post(path).url == "/provider/"
    assert Claim.objects.get().state == "withdrawn"
    assert client_for(alpha, nia).post(path).url == "/provider/"
    assert claim_of(nia, organisation).is_open


def test_one_open_claim_a_person_and_organisation(organisation, nia):
    first = claim_of(nia, organisation)
    with pytest.raises(PeopleError):
        claim_of(nia, organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(user=nia, organisation=organisation, job="Manager")
    withdraw_claim(user=nia, claim=first)
    claim_of(nia, organisation)


def test_owners_have_nothing_to_claim(alpha, organisation, owner, client_for):
    page = f"/provider/claims/organisations/{organisation.uuid}/"
    refused = client_for(alpha, owner).post(page, ANSWERS)
    assert refused.status_code == 422
    assert "You look after this organisation already." in refused.content.decode()


def test_open_claims_and_claims_of_a_day_are_limited(nia):
    for _ in range(MOST_OPEN):
        claim_of(nia, OrganisationFactory(published=True))
    with pytest.raises(PeopleError):
        claim_of(nia, OrganisationFactory(published=True))
    Claim.objects.update(state="withdrawn")
    for _ in range(MOST_A_DAY - MOST_OPEN):
        claim_of(nia, OrganisationFactory(published=True))
    Claim.objects.update(state="withdrawn")
    with pytest.raises(PeopleError):
        claim_of(nia, OrganisationFactory(published=True))


@pytest.mark.parametrize(
    "wrong",
    [
        {"job": ""},
        {"kind": "mine"},
        {"work_email": "nobody"},
        {"work_phone": ""},
        {"reason": "x" * 2001},
        {"job": "\x00"},
    ],
)
def test_what_is_missing_is_said_and_nothing_is_sent(alpha, organisation, nia, client_for, wrong):
    page = f"/provider/claims/organisations/{organisation.uuid}/"
    answer = client_for(alpha, nia).post(page, {**ANSWERS, **wrong})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert not Claim.objects.exists()


def test_what_families_cannot_see_is_neither_found_nor_claimed(alpha, nia, client_for):
    draft = OrganisationFactory(name="Secret Owls", owner=PersonFactory())
    suspended = OrganisationFactory(name="Suspended Owls", published=True)
    Organisation.objects.filter(pk=suspended.pk).update(suspended=True)
    browser = client_for(alpha, nia)
    found = browser.get("/provider/claims/find/?q=Owls").content.decode()
    assert "Secret Owls" not in found
    assert "Suspended Owls" not in found
    for each in (draft, suspended):
        assert browser.get(f"/provider/claims/organisations/{each.uuid}/").status_code == 404


@pytest.mark.parametrize("words", ["Night Owls", "night owl", "nihgt owls", "1234567", "10012345"])
def test_an_organisation_is_found_by_words_of_its_name_or_its_number(alpha, nia, client_for, words):
    OrganisationFactory(name="Night Owls of Bletchley", charity_number="1234567", ukprn="10012345", published=True)
    OrganisationFactory(name="Something else", published=True)
    page = client_for(alpha, nia).get("/provider/claims/find/", {"q": words}).content.decode()
    assert "Night Owls of Bletchley" in page
    assert "Something else" not in page


@pytest.mark.parametrize("words", ["", "x" * 200, "\x00", "%", "'; drop"])
def test_odd_words_find_nothing_and_break_nothing(alpha, nia, client_for, words):
    OrganisationFactory(name="Night Owls", published=True)
    page = client_for(alpha, nia).get("/provider/claims/find/", {"q": words})
    assert page.status_code in {200, 422}
    assert "Night Owls" not in page.content.decode()


def test_a_claim_is_forgotten_a_year_after_it_ended(organisation, nia):
    ended = claim_of(nia, organisation)
    withdraw_claim(user=nia, claim=ended)
    still_open = claim_of(nia, organisation)
    Claim.objects.filter(pk=ended.pk).update(ended_at=timezone.now() - timedelta(days=366))
    assert purge_claims() == 1
    assert Claim.objects.get() == still_open
