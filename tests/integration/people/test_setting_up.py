"""Organisations that people add themselves, and those that officers set up for somebody on the phone."""

import pytest
from django.core import mail

from providers.listings.data import OrganisationData
from providers.listings.errors import NotAllowed
from providers.listings.models import Membership, Organisation
from providers.listings.services.listings import create_organisation
from providers.people.errors import PeopleError
from providers.people.lookup import organisations_like
from providers.people.models import Invitation
from providers.people.services.set_up import MOST_UNAPPROVED, set_up_organisation, start_organisation
from search import vocabulary
from tenants.mail.tasks import sweep_mail
from tests.factories import OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db
NEW = "/provider/organisations/new/"


@pytest.fixture
def nia(alpha):
    return PersonFactory(name="Nia New")


@pytest.mark.parametrize(
    ("way", "leads"), [("add", NEW), ("claim", "/provider/claims/find/"), ("wait", "/provider/start/waiting/")]
)
def test_each_way_to_start_leads_on(alpha, nia, client_for, way, leads):
    browser = client_for(alpha, nia)
    answer = browser.post("/provider/start/", {"way": way})
    assert answer.url == leads
    assert browser.get(leads).status_code == 200


def test_nothing_chosen_is_said(alpha, nia, client_for):
    assert client_for(alpha, nia).post("/provider/start/", {}).status_code == 422
    assert client_for(alpha, nia).get(NEW, {"kind": ""}).status_code == 422
    assert client_for(alpha, nia).get(NEW, {"kind": "nonsense"}).status_code == 422


def test_a_person_adds_an_organisation_that_they_own_and_families_do_not_see(alpha, nia, client_for):
    browser = client_for(alpha, nia)
    of_kind = browser.get(NEW, {"kind": "voluntary"}).url
    made = browser.post(of_kind, {"name": "Night Owls", "charity_number": "1234567"})
    organisation = Organisation.objects.get(name="Night Owls")
    assert made.url == f"/provider/organisations/{organisation.uuid}/"
    assert not organisation.live
    assert Membership.objects.get(user=nia).role == "owner"
    draft = OrganisationData.from_organisation(organisation.get_latest_revision_as_object())
    assert (draft.kind, draft.charity_number) == ("voluntary", "1234567")
    assert browser.get(made.url).status_code == 200


@pytest.mark.parametrize("kind", list(vocabulary.ORGANISATION_KIND))
def test_each_kind_is_asked_only_its_own_numbers(alpha, nia, client_for, kind):
    numbers = {"charity_number", "company_number", "urn", "ofsted_urn", "cqc_id", "ods_code", "ukprn"}
    own = {
        "private": {"company_number"},
        "voluntary": {"charity_number", "company_number"},
        "school": {"urn"},
        "college": {"urn", "ukprn"},
        "early-years": {"ofsted_urn", "urn"},
        "health": {"cqc_id", "ods_code"},
    }.get(kind, set())
    added = client_for(alpha, nia).get(f"{NEW}{kind}/")
    assert numbers & set(added.context["form"].fields) == own
    organisation = OrganisationFactory(kind=kind, owner=nia)
    details = client_for(alpha, nia).get(f"/provider/organisations/{organisation.uuid}/")
    assert numbers & set(details.context["form"].fields) == own


@pytest.mark.parametrize("given", [{"name": ""}, {"name": "Night Owls", "charity_number": "12"}, {"name": "x" * 300}])
def test_what_is_wrong_is_said_and_nothing_is_added(alpha, nia, client_for, given):
    assert client_for(alpha, nia).post(f"{NEW}voluntary/", given).status_code == 422
    assert not Organisation.objects.exists()


def test_an_unknown_kind_leads_back_to_the_question(alpha, nia, client_for):
    assert client_for(alpha, nia).get(f"{NEW}nonsense/").url == NEW


def test_one_that_is_there_is_shown_first_and_can_still_be_added(alpha, nia, client_for):
    there = OrganisationFactory(name="Night Owls Club", kind="voluntary", published=True)
    browser = client_for(alpha, nia)
    answers = {"name": "The Night Owls"}
    shown = browser.post(f"{NEW}voluntary/", answers)
    assert f"/provider/claims/organisations/{there.uuid}/" in shown.content.decode()
    assert not Membership.objects.exists()
    assert browser.post(f"{NEW}voluntary/", {**answers, "new": "yes"}).status_code == 302
    assert Membership.objects.get().organisation.name == "The Night Owls"


def test_a_number_finds_it_under_another_name_and_drafts_stay_secret(alpha):
    same = OrganisationFactory(name="Quite different", charity_number="1234567", published=True)
    OrganisationFactory(name="Night Owls")
    assert organisations_like("Night Owls", {"charity_number": "1234567"}) == [same]
    assert organisations_like("Night Owls", {}) == []


def test_open_organisations_of_a_person_are_limited(alpha, nia, client_for):
    for number in range(MOST_UNAPPROVED):
        start_organisation(user=nia, data=OrganisationData(name=f"One {number}", kind="private"))
    with pytest.raises(PeopleError):
        start_organisation(user=nia, data=OrganisationData(name="More", kind="private"))
    refused = client_for(alpha, nia).post(f"{NEW}private/", {"name": "Wholly other words"})
    assert refused.status_code == 422
    assert "not approved yet" in refused.content.decode()


def test_nobody_makes_an_organisation_for_somebody_else(alpha, nia):
    with pytest.raises(NotAllowed):
        create_organisation(user=nia, data=OrganisationData(name="One", kind="private"), owner=PersonFactory())
    with pytest.raises(NotAllowed):
        create_organisation(user=nia, data=OrganisationData(name="One", kind="private"))
    with pytest.raises(NotAllowed):
        set_up_organisation(user=nia, data=OrganisationData(name="One", kind="private"), email="a@b.example")


def test_an_officer_sets_a_provider_up_in_one_step(alpha, client_for, with_second_factor):
    desk = client_for(alpha, with_second_factor(PersonFactory(officer=True)))
    given = {"name": "Night Owls", "kind": "voluntary", "email": "nia@mail.example"}
    assert desk.post("/admin/people/set-up/", given).status_code == 302
    invitation = Invitation.objects.get()
    assert (invitation.organisation.name, invitation.role) == ("Night Owls", "owner")
    sweep_mail()
    assert mail.outbox[-1].to == ["nia@mail.example"]


def test_an_officer_finds_what_is_there_and_is_warned_before_adding_it_twice(alpha, client_for, with_second_factor):
    there = OrganisationFactory(name="Night Owls")
    desk = client_for(alpha, with_second_factor(PersonFactory(officer=True)))
    page = "/admin/people/set-up/"
    invite = f"/provider/organisations/{there.uuid}/people/"
    assert invite in desk.get(page, {"q": "night owl"}).content.decode()
    given = {"name": "Night Owls", "kind": "voluntary", "email": "nia@mail.example"}
    assert invite in desk.post(page, given).content.decode()
    assert not Invitation.objects.exists()
    assert desk.post(page, {**given, "new": "yes"}).status_code == 302
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize("wrong", [{"name": ""}, {"kind": "nonsense"}, {"email": "nobody"}])
def test_what_an_officer_forgot_is_said(alpha, client_for, with_second_factor, wrong):
    desk = client_for(alpha, with_second_factor(PersonFactory(officer=True)))
    given = {"name": "Night Owls", "kind": "voluntary", "email": "nia@mail.example", **wrong}
    assert desk.post("/admin/people/set-up/", given).status_code == 422
    assert not Organisation.objects.exists()


def test_somebody_without_an_organisation_is_led_on(alpha, nia, client_for):
    page = client_for(alpha, nia).get("/provider/").content.decode()
    assert "/provider/start/" in page
