"""Who works at a council: inviting, joining, roles, suspending, removing."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.forms import default_token_generator
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail
from django.db.models.signals import post_save
from django.utils import timezone

from providers.people.services.members import invite as invite_provider
from providers.review.models import ReviewTaskState
from providers.review.services.assignments import assign
from providers.review.services.submissions import submit
from tenants.accounts.invitations import token_of
from tenants.accounts.models import SignInLink, User
from tenants.accounts.roles import CONTENT_EDITOR, MANAGER, OFFICER, PARTNER
from tenants.audit.models import Entry
from tenants.mail.tasks import sweep_mail
from tenants.staff import services
from tenants.staff.errors import InvitationClosed, NotAManager, StaffError, TooManyInvitations
from tenants.staff.models import StaffInvitation
from tenants.staff.selectors import roles_held
from tenants.text.links import BAD_EMAIL
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db
NIA, PASSWORD = "nia@council.example", "three quiet hedgehogs"
JOIN = {"name": "Nia New", "password": PASSWORD}
PEOPLE = "/admin/people/"


@pytest.fixture
def manager(alpha, with_second_factor):
    return with_second_factor(PersonFactory.create(manager=True, name="Mina Manager"))


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory.create(officer=True, name="Ola Officer"))


@pytest.fixture
def desk(alpha, manager, client_for):
    return client_for(alpha, manager)


def invited(manager, roles=(OFFICER,), email=NIA):
    return services.invite(user=manager, email=email, roles=roles)


def page_of(invitation):
    return f"/accounts/invitations/{token_of(invitation)}/"


def fresh(person):
    return User.objects.get(pk=person.pk)


def test_a_colleague_is_invited_joins_and_is_asked_for_a_second_step(alpha, desk, manager, client_for):
    answer = desk.post(PEOPLE, {"email": "Nia@Council.example", "roles": [OFFICER, CONTENT_EDITOR]}, follow=True)
    assert "We sent nia@council.example a link to join. It works for 7 days." in answer.text
    assert sweep_mail() == 1
    (sent,) = mail.outbox
    assert "Mina Manager would like you to work" in sent.body
    assert "Your role: Officer, Content editor." in sent.body
    path = urlsplit(re.search(r"http://\S+/accounts/invitations/\S+", sent.body)[0]).path

    browser = client_for(alpha)
    assert "Your role: Officer, Content editor." in browser.get(path).text
    assert not User.objects.filter(email=NIA).exists(), "opening it does nothing"
    answer = browser.post(path, JOIN)
    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert browser.get("/admin/").url == "/accounts/2fa/totp/activate/"

    nia = User.objects.get(email=NIA)
    assert roles_held(nia) == [CONTENT_EDITOR, OFFICER]
    sweep_mail()
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([manager.email], "Nia New joined the SEND Local Offer")
    page = desk.get(PEOPLE).text
    assert "Nia New" in page
    assert "Not yet" in page, "her second step"
    assert browser.post(path, JOIN).status_code == 410, "a link works once"


def test_a_link_is_for_its_own_address_alone(alpha, manager, client_for):
    other = PersonFactory.create(email="other@mail.example")
    invitation = invited(manager)
    browser = client_for(alpha, other)
    assert "You are signed in as other@mail.example." in browser.get(page_of(invitation)).text
    with pytest.raises(StaffError, match="Sign in with that address"):
        services.accept_invitation(user=other, invitation=invitation)
    PersonFactory.create(email=NIA)
    answer = browser.post(page_of(invitation))
    assert answer.status_code == 422
    assert f"This invitation is for {NIA}." in answer.text
    assert roles_held(other) == []
    assert StaffInvitation.objects.get().is_waiting


def test_who_has_an_account_signs_in_to_join(alpha, manager, client_for):
    nia = PersonFactory.create(email=NIA)
    path = page_of(invited(manager))
    assert f"/accounts/login/?next={path.replace(':', '%3A')}" in client_for(alpha).get(path).text
    answer = client_for(alpha).post(path, JOIN)
    assert (answer.status_code, fresh(nia).check_password("correct horse battery")) == (422, True)
    assert client_for(alpha, nia).post(path).url == "/admin/"
    assert roles_held(nia) == [OFFICER]


def test_a_link_ends_after_7_days_and_is_sent_again(alpha, desk, manager, client_for):
    invitation = invited(manager)
    old = page_of(invitation)
    StaffInvitation.objects.update(sent_at=timezone.now() - timedelta(days=7, minutes=1))
    assert client_for(alpha).get(old).status_code == 410
    assert client_for(alpha).post(old, JOIN).status_code == 410
    with pytest.raises(InvitationClosed):
        services.join_by_invitation(invitation=invitation, name="Nia", password=PASSWORD)
    assert "Too old" in desk.get(PEOPLE).text

    desk.post(f"{PEOPLE}invitations/{invitation.uuid}/resend/")
    again = StaffInvitation.objects.get()
    assert (again.times_sent, again.is_waiting) == (2, True)
    assert client_for(alpha).get(old).status_code == 410, "the earlier link"
    assert client_for(alpha).get(page_of(again)).status_code == 200
    desk.post(f"{PEOPLE}invitations/{invitation.uuid}/withdraw/")
    assert client_for(alpha).get(page_of(again)).status_code == 410


def test_an_invitation_to_listings_opens_nothing_here(alpha, client_for):
    organisation = OrganisationFactory.create(published=True)
    owner = MembershipFactory.create(organisation=organisation).user
    theirs = invite_provider(user=owner, organisation=organisation, email=NIA, role="editor")
    assert client_for(alpha).get(f"/accounts/invitations/{token_of(theirs)}/").status_code == 410


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"email": "nia", "roles": [OFFICER]}, BAD_EMAIL),
        ({"email": "", "roles": [OFFICER]}, "Enter an email address"),
        ({"email": NIA}, "Choose what they may do"),
        ({"email": NIA, "roles": ["Superuser"]}, "Choose what they may do"),
        ({"email": "ola@council.example", "roles": [OFFICER]}, "This person works here already."),
    ],
)
def test_what_can_not_be_is_said_beside_its_field_and_nothing_is_lost(desk, sent, words):
    PersonFactory.create(officer=True, email="ola@council.example")
    answer = desk.post(PEOPLE, sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert sent["email"] in answer.text
    assert not StaffInvitation.objects.exists()


def test_who_was_suspended_is_not_invited_and_mails_have_a_limit(manager, officer):
    services.suspend(user=manager, person=officer)
    with pytest.raises(StaffError, match="suspended"):
        invited(manager, email=officer.email)
    PersonFactory.create(email=NIA, is_active=False)
    with pytest.raises(StaffError, match="shut"):
        invited(manager)
    for _ in range(5):
        invited(manager, email="often@mail.example")
    with pytest.raises(TooManyInvitations):
        invited(manager, email="often@mail.example")


def test_roles_are_changed_and_audited(desk, manager, officer):
    page = desk.get(f"{PEOPLE}staff/{officer.pk}/").text
    assert "Reviews what providers send." in page
    answer = desk.post(f"{PEOPLE}staff/{officer.pk}/", {"roles": [PARTNER, MANAGER]}, follow=True)
    assert "Ola Officer now works here as manager and partner reviewer." in answer.text
    assert roles_held(officer) == [MANAGER, PARTNER]
    entry = Entry.objects.get(action="staff.change_roles")
    assert (entry.actor_id, entry.details) == (manager.pk, {"before": "Officer", "after": "Manager, Partner reviewer"})
    assert desk.post(f"{PEOPLE}staff/{officer.pk}/", {}).status_code == 422
    with pytest.raises(StaffError):
        services.change_roles(user=manager, person=officer, roles=["Superuser"])


def submitted():
    """A provider's change that waits."""
    organisation = OrganisationFactory.create(published=True)
    owner = MembershipFactory.create(organisation=organisation).user
    return submit(user=owner, listing=ServiceFactory.create(organisation=organisation))


ACTS = {
    "suspend": lambda by, person: services.suspend(user=by, person=person),
    "remove": lambda by, person: services.remove(user=by, person=person),
    "become an officer": lambda by, person: services.change_roles(user=by, person=person, roles=[OFFICER]),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_the_last_manager_stays_whoever_asks(manager, officer, act):
    suspended = PersonFactory.create(manager=True)
    services.suspend(user=manager, person=suspended)
    for by in (manager, None):
        with pytest.raises(StaffError, match="needs a manager"):
            act(by, manager)
    assert (fresh(manager).is_active, roles_held(manager)) == (True, [MANAGER])


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_is_no_manager_any_more_changes_nobody(manager, officer, act):
    other = PersonFactory.create(manager=True)
    act(manager, other)
    for by in (other, officer):
        with pytest.raises(NotAManager):
            act(by, manager)
        with pytest.raises(NotAManager):
            invited(by)
    assert roles_held(manager) == [MANAGER]


def test_removing_ends_all_that_somebody_signs_in_with(alpha, desk, manager, officer, client_for):
    browser = client_for(alpha)
    browser.post("/accounts/login/", {"login": officer.email, "password": "correct horse battery"})
    SignInLink.objects.create(user=officer)
    reset = default_token_generator.make_token(fresh(officer))
    ours = PersonFactory.create(manager=True)
    services.change_roles(user=manager, person=officer, roles=[MANAGER, OFFICER])
    theirs = invited(officer, email="friend@mail.example")
    working = client_for(alpha, officer)
    assert working.get("/admin/").status_code == 200
    assert "Every session" in desk.get(f"{PEOPLE}staff/{officer.pk}/remove/").text

    answer = desk.post(f"{PEOPLE}staff/{officer.pk}/remove/", follow=True)
    assert "Ola Officer no longer works here. All their sessions have ended." in answer.text
    assert working.get("/admin/").status_code == 302, "signed out at once"
    assert "/accounts/login/" in working.get("/admin/").url
    gone = fresh(officer)
    assert (roles_held(gone), gone.has_usable_password(), gone.is_active) == ([], False, True)
    assert not SignInLink.objects.exists()
    assert not Authenticator.objects.filter(user=officer).exists()
    assert not default_token_generator.check_token(gone, reset)
    assert client_for(alpha).get(page_of(theirs)).status_code == 410, "an invitation that they sent"
    assert roles_held(ours) == [MANAGER]
    assert Entry.objects.get(action="staff.remove").actor_id == manager.pk
    assert desk.get(f"{PEOPLE}staff/{officer.pk}/").status_code == 404
    invited(manager, email=officer.email)


def test_a_suspended_person_is_out_at_once_and_comes_back_with_their_roles(alpha, desk, officer, client_for):
    browser = client_for(alpha)
    working = client_for(alpha, officer)
    kept = Session.objects.count()
    reset = default_token_generator.make_token(fresh(officer))
    desk.post(f"{PEOPLE}staff/{officer.pk}/suspend/")
    assert "/accounts/login/" in working.get("/admin/").url
    assert not default_token_generator.check_token(fresh(officer), reset)
    assert "Suspended" in desk.get(PEOPLE).text
    browser.post("/accounts/login/", {"login": officer.email, "password": "correct horse battery"})
    assert "_auth_user_id" not in browser.session
    assert Session.objects.count() <= kept + 1

    desk.post(f"{PEOPLE}staff/{officer.pk}/let-back-in/")
    assert fresh(officer).is_active
    assert roles_held(officer) == [OFFICER]


@pytest.mark.parametrize(
    "act", [*list(ACTS.values())[:2], lambda by, person: services.change_roles(user=by, person=person, roles=[PARTNER])]
)
def test_what_they_were_to_look_at_goes_back_to_the_queue(manager, officer, act):
    sent = submitted()
    assign(user=officer, task_state=sent, to=officer)
    act(manager, officer)
    assert ReviewTaskState.objects.get(pk=sent.pk).assigned_to is None
    assert Entry.objects.filter(action="review.assign").latest("pk").actor_id == manager.pk


def test_all_of_a_removal_is_done_or_nothing(manager, officer):
    def fail(**_):
        raise RuntimeError

    sent = submitted()
    assign(user=officer, task_state=sent, to=officer)
    post_save.connect(fail, sender=ReviewTaskState)
    try:
        with pytest.raises(RuntimeError):
            services.remove(user=manager, person=officer)
    finally:
        post_save.disconnect(fail, sender=ReviewTaskState)
    assert roles_held(officer) == [OFFICER]
    assert fresh(officer).has_usable_password()
    assert ReviewTaskState.objects.get(pk=sent.pk).assigned_to == officer


def test_a_manager_leaves_when_another_is_there(alpha, desk, manager):
    PersonFactory.create(manager=True)
    assert "Leave this council" in desk.get(f"{PEOPLE}staff/{manager.pk}/remove/").text
    assert desk.post(f"{PEOPLE}staff/{manager.pk}/remove/").url == "/accounts/login/"
    assert roles_held(manager) == []


def test_who_may_not_see_a_page_reads_whom_to_ask(alpha, manager, officer, client_for):
    answer = client_for(alpha, officer).get(PEOPLE)
    assert answer.status_code == 403
    assert "Mina Manager" in answer.text
    assert f"mailto:{manager.email}" in answer.text


def test_the_page_asks_as_much_for_many_as_for_few(desk, manager, django_assert_max_num_queries):
    desk.get(PEOPLE)
    for number in range(12):
        PersonFactory.create(officer=True)
        invited(manager, email=f"new{number}@mail.example")
    with django_assert_max_num_queries(60) as asked:
        desk.get(PEOPLE)
    few = len(asked)
    for number in range(12, 24):
        PersonFactory.create(officer=True)
        invited(manager, email=f"new{number}@mail.example")
    with django_assert_max_num_queries(few):
        desk.get(PEOPLE)
