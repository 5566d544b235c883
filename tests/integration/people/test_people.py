"""Owners say who looks after an organisation; links to join belong to one person, one council and one use."""

import re
from datetime import timedelta
from urllib.parse import quote, urlsplit

import pytest
from django.core import mail
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from providers.listings.errors import NotAllowed
from providers.listings.models import Membership
from providers.people.errors import InvitationClosed, PeopleError
from providers.people.models import Invitation
from providers.people.services.members import (
    MOST_OPEN,
    accept_invitation,
    change_role,
    invite,
    join_by_invitation,
    remove_member,
    withdraw_invitation,
)
from tenants.accounts.invitations import invitation_of, token_of
from tenants.accounts.models import User
from tenants.councils.scope import council_scope
from tenants.mail.models import BouncedAddress
from tenants.mail.tasks import sweep_mail
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db
PASSWORD = "three quiet hedgehogs"
NEW = "new@provider.example"


@pytest.fixture
def organisation(alpha):
    return OrganisationFactory(published=True)


@pytest.fixture
def owner(organisation):
    return MembershipFactory(organisation=organisation, user=PersonFactory(name="Olu Owner")).user


@pytest.fixture
def member(organisation):
    """Makes a member in a role."""
    return lambda role: MembershipFactory(organisation=organisation, role=role)


def invited(owner, organisation, email=NEW, role="editor"):
    return invite(user=owner, organisation=organisation, email=email, role=role)


def link():
    """The path in the newest mail."""
    sweep_mail()
    return urlsplit(re.search(r"https?://\S+", mail.outbox[-1].body)[0]).path


def test_a_new_person_joins_by_the_link_in_their_mail(alpha, owner, organisation, client_for):
    browser = client_for(alpha)
    browser_owner = client_for(alpha, owner)
    page = f"/provider/organisations/{organisation.uuid}/people/"
    browser_owner.post(page, {"email": NEW, "role": "editor"})
    path = link()
    assert mail.outbox[-1].to == [NEW]
    assert "Olu Owner" in mail.outbox[-1].body
    assert browser.get(path).status_code == 200
    assert not Membership.objects.filter(user__email=NEW).exists()
    answer = browser.post(path, {"name": "Nia New", "password": PASSWORD})
    assert answer.url == "/provider/"
    assert Membership.objects.get(user__email=NEW).role == "editor"
    assert organisation.name in browser.get("/provider/").content.decode()
    sweep_mail()
    assert mail.outbox[-1].subject == f"Nia New joined {organisation.name}"
    assert mail.outbox[-1].to == [owner.email]


def test_somebody_with_an_account_signs_in_and_joins(alpha, owner, organisation, client_for):
    person = PersonFactory(email="Known@provider.example")
    invited(owner, organisation, email="known@Provider.example", role="viewer")
    path = link()
    page = client_for(alpha).get(path).content.decode()
    assert f"/accounts/login/?next={quote(path)}" in page
    assert client_for(alpha, person).post(path).url == "/provider/"
    assert Membership.objects.get(user=person).role == "viewer"


def test_a_registration_that_was_never_proved_does_not_bar_the_invited_person(alpha, owner, organisation, client_for):
    """Somebody else may have registered the address first, with a password of their own."""
    stranger = client_for(alpha)
    stranger.post("/provider/register/", {"email": NEW, "name": "Eve", "password1": "another long password"})
    invited(owner, organisation)
    path = link()
    browser = client_for(alpha)
    assert browser.post(path, {"name": "Nia New", "password": PASSWORD}).url == "/provider/"
    assert User.objects.get(email=NEW).name == "Nia New"
    eve = {"login": NEW, "password": "another long password"}
    assert client_for(alpha).post("/accounts/login/", eve).status_code == 200
    assert client_for(alpha).post("/accounts/login/", {**eve, "password": PASSWORD}).url == "/provider/"
    assert stranger.get("/provider/").status_code == 302


def test_who_joins_sees_where_they_are_signed_in(alpha, owner, organisation, client_for):
    invited(owner, organisation)
    browser = client_for(alpha)
    browser.post(link(), {"name": "Nia New", "password": PASSWORD})
    assert "(this one)" in browser.get("/accounts/sessions/").content.decode()


def test_a_link_works_once(alpha, owner, organisation, client_for):
    invited(owner, organisation)
    path = link()
    client_for(alpha).post(path, {"name": "Nia New", "password": PASSWORD})
    for browser in (client_for(alpha), client_for(alpha, User.objects.get(email=NEW))):
        assert browser.get(path).status_code == 410
        assert browser.post(path, {"name": "Eve", "password": PASSWORD}).status_code == 410


def test_a_link_is_for_the_person_it_was_sent_to(alpha, owner, organisation, client_for):
    invited(owner, organisation)
    path = link()
    eve = PersonFactory(email="eve@provider.example")
    assert client_for(alpha, eve).post(path).status_code == 422
    assert not Membership.objects.filter(user=eve).exists()
    invitation = Invitation.objects.get()
    with pytest.raises(PeopleError):
        accept_invitation(user=eve, invitation=invitation)


@pytest.mark.parametrize("given", [{}, {"name": "Nia", "password": "short"}, {"name": "", "password": PASSWORD}])
def test_a_new_person_needs_a_name_and_a_good_password(alpha, owner, organisation, client_for, given):
    invited(owner, organisation)
    assert client_for(alpha).post(link(), given).status_code == 422
    assert not User.objects.filter(email=NEW).exists()
    assert Invitation.objects.get().is_waiting


def test_a_link_of_one_council_is_nothing_in_another(alpha, beta, owner, organisation, client_for):
    invited(owner, organisation)
    path = link()
    assert client_for(beta).get(path).status_code == 410
    with council_scope(beta):
        assert invitation_of(Invitation, path.split("/")[-2]) is None


@pytest.mark.parametrize("token", ["x", "x:y:z", "WyJhIiwxXQ:1w:abc"])
def test_a_forged_link_is_answered_like_an_old_one(alpha, client_for, token):
    assert client_for(alpha).get(f"/provider/invitations/{token}/").status_code == 410


def test_an_old_or_withdrawn_link_does_not_work(alpha, owner, organisation):
    old = invited(owner, organisation, email="old@provider.example")
    Invitation.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=15))
    taken_back = invited(owner, organisation, email="back@provider.example")
    withdraw_invitation(user=owner, invitation=taken_back)
    for invitation in (old, taken_back):
        with pytest.raises(InvitationClosed):
            join_by_invitation(invitation=invitation, name="Nia", password=PASSWORD)
    assert Membership.objects.count() == 1


def test_inviting_again_stops_the_old_link_and_mails_the_new_one_alone(owner, organisation):
    first = token_of(invited(owner, organisation))
    second = invited(owner, organisation, role="viewer")
    assert Invitation.objects.count() == 1
    assert invitation_of(Invitation, first) is None
    assert invitation_of(Invitation, token_of(second)).role == "viewer"
    assert sweep_mail() == 1


def test_somebody_who_is_in_is_not_invited(owner, organisation, member):
    email = member("viewer").user.email
    with pytest.raises(PeopleError):
        invited(owner, organisation, email=email.upper())


def test_invitations_are_limited(owner, organisation):
    for number in range(MOST_OPEN):
        invited(owner, organisation, email=f"p{number}@provider.example")
    with pytest.raises(PeopleError):
        invited(owner, organisation)
    invited(owner, organisation, email="p0@provider.example")


@pytest.mark.parametrize("role", ["editor", "viewer", "stranger"])
def test_only_owners_and_officers_manage_people(alpha, owner, organisation, member, client_for, role):
    person = PersonFactory() if role == "stranger" else member(role).user
    invitation = invited(owner, organisation, email="w@provider.example")
    other = member("viewer")
    for act in (
        lambda: invited(person, organisation),
        lambda: withdraw_invitation(user=person, invitation=invitation),
        lambda: change_role(user=person, member=other, role="owner"),
        lambda: remove_member(user=person, member=other),
    ):
        with pytest.raises(NotAllowed):
            act()
    base = f"/provider/organisations/{organisation.uuid}/"
    browser = client_for(alpha, person)
    refused = 404 if role == "stranger" else 403
    assert browser.post(f"{base}people/", {"email": NEW, "role": "owner"}).status_code == refused
    for path in (f"people/{other.pk}/", f"people/{other.pk}/remove/", f"invitations/{invitation.uuid}/"):
        assert browser.post(base + path, {"role": "owner"}).status_code == refused
    assert Invitation.objects.get().is_waiting
    assert Membership.objects.get(pk=other.pk).role == "viewer"


def test_an_officer_sets_an_organisation_up_by_phone(alpha, organisation, client_for):
    officer = PersonFactory(officer=True)
    page = f"/provider/organisations/{organisation.uuid}/people/"
    assert client_for(alpha, officer).post(page, {"email": NEW, "role": "owner"}).status_code == 302
    client_for(alpha).post(link(), {"name": "Nia New", "password": PASSWORD})
    assert Membership.objects.get(organisation=organisation).role == "owner"


def test_ownership_is_handed_over(alpha, owner, organisation, member, client_for):
    other = member("editor")
    mine = Membership.objects.get(user=owner)
    base = f"/provider/organisations/{organisation.uuid}/people/"
    browser = client_for(alpha, owner)
    refused = browser.post(f"{base}{mine.pk}/remove/")
    assert refused.status_code == 422
    assert "needs an owner" in refused.content.decode()
    browser.post(f"{base}{other.pk}/", {"role": "owner"})
    assert browser.post(f"{base}{mine.pk}/remove/").url == "/provider/"
    assert list(Membership.objects.values_list("user", "role")) == [(other.user.pk, "owner")]


def test_everybody_may_leave(alpha, owner, organisation, member, client_for):
    viewer = member("viewer")
    path = f"/provider/organisations/{organisation.uuid}/people/{viewer.pk}/remove/"
    assert client_for(alpha, viewer.user).post(path).url == "/provider/"
    assert client_for(alpha, viewer.user).get(path).status_code == 404


def test_every_change_is_in_the_audit_trail(owner, organisation, member):
    other = member("viewer")
    invitation = invited(owner, organisation)
    newcomer = join_by_invitation(invitation=invitation, name="Nia", password=PASSWORD)
    withdraw_invitation(user=owner, invitation=invited(owner, organisation, email="x@provider.example"))
    change_role(user=owner, member=other, role="editor")
    remove_member(user=owner, member=other)
    told = ModelLogEntry.objects.filter(action__startswith="people.").order_by("timestamp", "pk")
    assert [(entry.action, entry.user_id) for entry in told] == [
        ("people.invite", owner.pk),
        ("people.join", newcomer.pk),
        ("people.invite", owner.pk),
        ("people.withdraw_invitation", owner.pk),
        ("people.change_role", owner.pk),
        ("people.remove", owner.pk),
    ]
    assert told[4].data == {"email": other.user.email, "before": "viewer", "after": "editor"}


ACTS = st.lists(st.tuples(st.sampled_from(["owner", "editor", "viewer", "remove"]), st.integers(0, 3)), max_size=12)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(acts=ACTS)
def test_an_organisation_never_loses_its_last_owner(alpha, acts):
    officer = PersonFactory(officer=True)
    organisation = OrganisationFactory()
    people = [MembershipFactory(organisation=organisation, role=role).user for role in ("owner", "owner", "editor")]
    for act, place in acts:
        member = Membership.objects.filter(organisation=organisation, user=people[place % len(people)]).first()
        if member is None:
            continue
        try:
            if act == "remove":
                remove_member(user=officer, member=member)
            else:
                change_role(user=officer, member=member, role=act)
        except PeopleError:
            assert member.role == "owner"
        assert Membership.objects.filter(organisation=organisation, role="owner").exists()


def test_the_team_sees_whose_mails_come_back(alpha, owner, organisation, client_for):
    page = f"/provider/organisations/{organisation.uuid}/people/"
    browser = client_for(alpha, owner)
    assert "Emails come back" not in browser.get(page).text
    BouncedAddress.objects.create(address=owner.email.lower(), reason="550 No such user")
    shown = browser.get(page).text
    assert "Emails come back" in shown
    assert "550" not in shown


def test_whoever_runs_a_service_is_led_from_its_page_to_a_claim(alpha, client_for):
    service = ServiceFactory(approved=True)
    page = client_for(alpha).get(service.get_absolute_url()).content.decode()
    assert f"/provider/claims/services/{service.uuid}/" in page
