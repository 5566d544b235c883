"""People claim what they look after; an officer decides on the evidence; the owners are told; nobody decides alone."""

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Membership, Organisation, Service
from providers.people.models import Claim
from providers.people.selectors import assessment_of, is_at
from providers.people.services.claims import approve_claim, decline_claim, withdraw_claim
from tenants.councils.scope import council_scope
from tenants.mail.models import Mail
from tenants.mail.tasks import sweep_mail
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory
from tests.integration.people.conftest import ANSWERS, claim_of

pytestmark = pytest.mark.django_db


def mailed():
    mail.outbox.clear()
    sweep_mail()
    return {(message.to[0], message.subject) for message in mail.outbox}


def test_a_claim_is_approved_and_everybody_concerned_is_told(
    alpha, organisation, owner, nia, officer, client_for, with_second_factor
):
    page = f"/provider/claims/organisations/{organisation.uuid}/"
    browser = client_for(alpha, nia)
    assert browser.post(page, ANSWERS).url == "/provider/"
    assert "With the council" in browser.get("/provider/").content.decode()
    assert mailed() == {(owner.email, "Somebody asks to look after Night Owls")}
    desk = client_for(alpha, with_second_factor(officer))
    assert "Nia New" in desk.get("/admin/people/claims/").content.decode()
    claim = Claim.objects.get()
    shown = desk.get(f"/admin/people/claims/{claim.uuid}/").content.decode()
    assert "01632 960001" in shown
    assert owner.email in shown
    decided = desk.post(f"/admin/people/claims/{claim.uuid}/", {"decision": "approve", "role": "owner"})
    assert decided.url == "/admin/people/claims/"
    assert Membership.objects.get(user=nia).role == "owner"
    assert mailed() == {
        (nia.email, "You can now look after Night Owls"),
        (owner.email, "Who looks after Night Owls has changed"),
    }
    assert "Night Owls" in browser.get("/provider/").content.decode()


def test_a_claim_is_declined_with_a_reason_that_the_person_reads(
    alpha, organisation, nia, officer, client_for, with_second_factor
):
    claim = claim_of(nia, organisation)
    desk = client_for(alpha, with_second_factor(officer))
    path = f"/admin/people/claims/{claim.uuid}/"
    unexplained = desk.post(path, {"decision": "decline", "answer": " "})
    assert unexplained.status_code == 422
    assert "Say why" in unexplained.content.decode()
    desk.post(path, {"decision": "decline", "answer": "The club does not know you."})
    assert not Membership.objects.filter(user=nia).exists()
    assert mailed() == {(nia.email, "Not approved: Night Owls")}
    assert "The club does not know you." in mail.outbox[-1].body
    assert "The club does not know you." in client_for(alpha, nia).get("/provider/").content.decode()


def test_recovery_takes_the_owner_out_who_has_left(alpha, organisation, owner, nia, officer):
    leaving = Membership.objects.get(user=owner)
    claim = claim_of(nia, organisation, kind="recovery")
    approve_claim(user=officer, claim=claim, out=[leaving.pk])
    assert list(Membership.objects.values_list("user", "role")) == [(nia.pk, "owner")]
    assert (owner.email, "You no longer look after Night Owls") in mailed()
    told = ModelLogEntry.objects.filter(action="people.remove").get()
    assert (told.user_id, told.data) == (officer.pk, {"email": owner.email, "role": "owner"})


def test_nobody_is_taken_out_by_a_claim_that_is_no_recovery(organisation, owner, nia, officer):
    leaving = Membership.objects.get(user=owner)
    approve_claim(user=officer, claim=claim_of(nia, organisation), out=[leaving.pk])
    assert Membership.objects.filter(user=owner).exists()


def test_recovery_never_reaches_into_another_organisation(organisation, owner, nia, officer):
    elsewhere = MembershipFactory(organisation=OrganisationFactory(published=True))
    approve_claim(user=officer, claim=claim_of(nia, organisation, kind="recovery"), out=[elsewhere.pk])
    assert Membership.objects.filter(pk=elsewhere.pk).exists()


def test_a_claimed_service_moves_to_the_persons_organisation(alpha, nia, officer, client_for):
    service = ServiceFactory(approved=True, name="Sleep club")
    home = OrganisationFactory(name="New Home", published=True, owner=nia)
    other = OrganisationFactory(published=True, owner=PersonFactory())
    page = f"/provider/claims/services/{service.uuid}/"
    browser = client_for(alpha, nia)
    assert browser.post(page, {**ANSWERS, "new_home": str(other.uuid)}).status_code == 422
    assert browser.post(page, {**ANSWERS, "new_home": str(home.uuid)}).url == "/provider/"
    approve_claim(user=officer, claim=Claim.objects.get())
    assert Service.objects.get(pk=service.pk).organisation == home
    assert not Membership.objects.filter(user=nia, organisation=service.organisation).exists()


def test_an_editor_who_claims_becomes_owner(organisation, nia, officer):
    MembershipFactory(organisation=organisation, user=nia, role="editor")
    approve_claim(user=officer, claim=claim_of(nia, organisation))
    assert Membership.objects.get(user=nia).role == "owner"


@pytest.mark.parametrize("role", ["provider", "manager", "content_editor", "commissioner"])
def test_only_officers_decide(alpha, organisation, nia, role, client_for, with_second_factor):
    claim = claim_of(nia, organisation)
    person = PersonFactory(**({} if role == "provider" else {role: True}))
    for decide in (
        lambda: approve_claim(user=person, claim=claim),
        lambda: decline_claim(user=person, claim=claim, answer="No."),
    ):
        with pytest.raises(NotAllowed):
            decide()
    browser = client_for(alpha, with_second_factor(person))
    for path in ("claims/", f"claims/{claim.uuid}/", "set-up/"):
        assert browser.get(f"/admin/people/{path}").status_code in {302, 403}
    assert browser.post(f"/admin/people/claims/{claim.uuid}/", {"decision": "approve"}).status_code in {302, 403}
    assert Claim.objects.get().is_open


def test_an_officer_never_decides_on_their_own_claim(alpha, organisation, officer, client_for, with_second_factor):
    claim = claim_of(officer, organisation)
    with pytest.raises(NotAllowed):
        approve_claim(user=officer, claim=claim)
    page = client_for(alpha, with_second_factor(officer)).get(f"/admin/people/claims/{claim.uuid}/").content.decode()
    assert 'value="approve"' not in page


def test_the_second_of_two_officers_is_told(alpha, organisation, nia, officer, client_for, with_second_factor):
    claim = claim_of(nia, organisation)
    decline_claim(user=PersonFactory(officer=True), claim=claim, answer="No.")
    with pytest.raises(WrongState):
        approve_claim(user=officer, claim=claim)
    path = f"/admin/people/claims/{claim.uuid}/"
    told = client_for(alpha, with_second_factor(officer)).post(path, {"decision": "approve", "role": "owner"})
    assert told.status_code == 422
    assert "answered meanwhile" in told.content.decode()
    assert not Membership.objects.filter(user=nia).exists()


def test_an_officer_sees_whether_owners_can_be_reached_and_whether_the_address_fits(organisation, owner):
    owner.last_login = timezone.now()
    owner.save()
    Mail.objects.create(event="x", to=owner.email, subject="x", text="x", given_up_at=timezone.now())
    at_work = PersonFactory(email="nia@nightowls.example")
    claim = claim_of(at_work, organisation)
    claim_of(PersonFactory(), organisation)
    seen = assessment_of(claim)
    assert [(each.member.user, each.last_seen, each.mail_fails) for each in seen.owners] == [
        (owner, owner.last_login, True)
    ]
    assert (seen.proved_fits, seen.typed_fits, seen.other_claims) == (True, False, 1)


@pytest.mark.parametrize(
    ("email", "url", "fits"),
    [
        ("a@nightowls.example", "https://www.nightowls.example/", True),
        ("a@mail.nightowls.example", "https://nightowls.example", True),
        ("a@owls.example", "https://nightowls.example", False),
        ("a@evilnightowls.example", "https://nightowls.example", False),
        ("a@nightowls.example", "", False),
    ],
)
def test_an_address_is_at_a_website(email, url, fits):
    assert is_at(email, Organisation(url=url)) is fits


def test_reading_and_every_change_is_in_the_audit_trail(
    alpha, organisation, nia, officer, client_for, with_second_factor
):
    withdraw_claim(user=nia, claim=claim_of(nia, organisation))
    claim = claim_of(nia, organisation)
    client_for(alpha, with_second_factor(officer)).get(f"/admin/people/claims/{claim.uuid}/")
    decline_claim(user=officer, claim=claim, answer="No.")
    approve_claim(user=officer, claim=claim_of(nia, organisation), role="editor")
    told = ModelLogEntry.objects.filter(action__startswith="people.").order_by("timestamp", "pk")
    assert [(entry.action, entry.user_id) for entry in told] == [
        ("people.claim", nia.pk),
        ("people.withdraw_claim", nia.pk),
        ("people.claim", nia.pk),
        ("people.view_claim", officer.pk),
        ("people.decline_claim", officer.pk),
        ("people.claim", nia.pk),
        ("people.approve_claim", officer.pk),
    ]
    assert told[6].data["role"] == "editor"


def test_a_claim_of_one_council_is_nothing_in_another(alpha, beta, organisation, nia, client_for, with_second_factor):
    claim = claim_of(nia, organisation)
    with council_scope(beta):
        officer = with_second_factor(PersonFactory(officer=True))
    desk = client_for(beta, officer)
    assert desk.get(f"/admin/people/claims/{claim.uuid}/").status_code == 404
    assert desk.get(f"/provider/claims/organisations/{organisation.uuid}/").status_code == 404


@pytest.mark.parametrize("state", ["approved", "all", "open", "nonsense"])
def test_claims_are_filtered(alpha, organisation, nia, officer, client_for, with_second_factor, state):
    claim_of(nia, organisation)
    page = client_for(alpha, with_second_factor(officer)).get("/admin/people/claims/", {"state": state})
    assert page.status_code == (400 if state == "nonsense" else 200)
    assert ("Night Owls" in page.content.decode()) is (state != "approved")
