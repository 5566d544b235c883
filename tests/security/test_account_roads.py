"""Every road on which what a person signs in with changes: what is proved, who is told, what is kept of it, and which
sessions end. The table is the rule; a road that isn't in it is found at the end."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import transaction
from django.urls import reverse

from tenants.accounts.adapters import SIGNED_IN_AT
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tests.factories import AuthenticatorFactory, PersonFactory, code_for
from tests.isolation.addresses import URLCONF, every_address
from tests.isolation.hostile import names_read

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "nia@mail.example", "correct horse battery"
NEW_EMAIL, NEW_PASSWORD = "nia@work.example", "another long password"
CODE, LINK = r"^\d{6}$", r"https?://\S+"


@dataclass(frozen=True)
class Road:
    """What holds on one."""

    proof: str
    """`recent` sign-in, the old `password`, the mailed `link`, or `none`."""
    told: tuple[tuple[str, str], ...] = ()
    """Each mail: to whom, and the end of its subject."""
    kept: str = ""
    """The audit trail's action."""
    ends_others: bool = False


def change_password(client):
    client.post(
        "/accounts/password/change/", {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    )


def change_password_without_the_old_one(client):
    client.post("/accounts/password/change/", {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def choose_a_password_by_link(client):
    client.post("/accounts/logout/")
    client.post("/accounts/password/reset/", {"email": EMAIL})
    page = client.get(urlsplit(found_in_mail(LINK)).path, follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})


def change_address(client):
    client.post("/accounts/email/change/", {"email": NEW_EMAIL})
    if mail.outbox:
        client.post("/accounts/confirm-email/", {"code": found_in_mail(CODE)})


def change_name(client):
    client.post("/accounts/", {"name": "Nia Newer"})


def set_up_a_second_step(client):
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret if page.context else ""
    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret) if secret else "123456"})


def take_the_second_step_away(client):
    client.post("/accounts/2fa/totp/deactivate/")


def make_new_recovery_codes(client):
    client.post("/accounts/2fa/recovery-codes/generate/")


def sign_out_elsewhere(client):
    client.post("/accounts/sessions/")


PASSWORD_TOLD = (EMAIL, "Your password was changed")
STEP_TOLD = (EMAIL, "Your second step to sign in was changed")
ROADS = {
    change_password: Road("password", (PASSWORD_TOLD,), "account.new_password", ends_others=True),
    choose_a_password_by_link: Road(
        "link", ((EMAIL, "Choose a new password"), PASSWORD_TOLD), "account.new_password", ends_others=True
    ),
    change_address: Road(
        "recent", ((NEW_EMAIL, "Your code"), (EMAIL, "Your email address was changed")), "account.address"
    ),
    change_name: Road("none", (), "account.name"),
    set_up_a_second_step: Road("recent", (STEP_TOLD,), "account.second_factor_add"),
    take_the_second_step_away: Road("recent", (STEP_TOLD,), "account.second_factor_remove"),
    make_new_recovery_codes: Road("recent", (STEP_TOLD,), "account.second_factor_reset"),
    sign_out_elsewhere: Road("none", ends_others=True),
}
each_road = pytest.mark.parametrize(("act", "road"), ROADS.items(), ids=lambda each: getattr(each, "__name__", ""))


def found_in_mail(pattern):
    return re.search(pattern, mail.outbox[-1].body, re.MULTILINE)[0]


def nothing(client):
    """A road that asks for nothing, or whose proof is what it starts with."""


def get_ready(act):
    """Give the person the second step that a road takes away or makes codes for."""
    if act in {take_the_second_step_away, make_new_recovery_codes}:
        AuthenticatorFactory(user=User.objects.get(email=EMAIL))


@pytest.fixture
def signed_in(alpha, client_for):
    """`signed_in()`: one more browser of the person's."""
    PersonFactory(email=EMAIL, name="Nia New")

    def make():
        client = client_for(alpha)
        client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
        return client

    return make


def account():
    """What a person is known and signs in by."""
    person = User.objects.get(name__startswith="Nia")
    steps = sorted(person.authenticator_set.values_list("type", "data__secret", "data__seed"), key=str)
    addresses = sorted(EmailAddress.objects.filter(user=person).values_list("email", "verified"))
    return person.email, person.name, person.password, addresses, steps


@each_road
def test_who_is_told_what_is_kept_and_which_sessions_end(
    alpha, signed_in, act, road, django_capture_on_commit_callbacks
):
    here, there = signed_in(), signed_in()
    get_ready(act)
    last = Entry.objects.latest("pk").pk
    with django_capture_on_commit_callbacks(execute=True):
        act(here)
    assert [(each.to[0], each.subject.removeprefix("Alpha Council: ")) for each in mail.outbox] == list(road.told)
    kept = (
        Entry.objects.filter(pk__gt=last).exclude(action__startswith="account.sign_").values_list("action", flat=True)
    )
    assert set(kept) >= ({road.kept} if road.kept else set())
    assert (there.get("/accounts/").status_code == 302) == road.ends_others


@each_road
def test_without_its_proof_nothing_changes(signed_in, act, road):
    client = signed_in()
    get_ready(act)
    session = client.session
    session[SIGNED_IN_AT] -= 3600
    session.save()
    before = account()
    {"password": change_password_without_the_old_one, "recent": act}.get(road.proof, nothing)(client)
    assert account() == before
    assert mail.outbox == []


@pytest.mark.parametrize("path", ["users/", "users/new/", "users/edit/1/", "users/delete/1/", "groups/", "groups/new/"])
def test_wagtails_pages_about_people_and_roles_are_shut_to_everybody(alpha, client_for, with_second_factor, path):
    person = with_second_factor(PersonFactory(is_superuser=True, is_staff=True, manager=True))
    path = path.replace("1", str(person.pk))
    for method in ("get", "post"):
        answer = getattr(client_for(alpha, person), method)(f"/admin/{path}", {"email": NEW_EMAIL})
        assert (answer.status_code, answer.url) == (302, "/admin/")
    assert User.objects.get().email == person.email


@pytest.mark.parametrize("action", ["delete", "set_active_state", "assign_role"])
def test_nor_does_wagtail_change_several_at_once(alpha, client_for, with_second_factor, action):
    person = with_second_factor(PersonFactory(is_superuser=True, is_staff=True, manager=True))
    other = PersonFactory()
    client_for(alpha, person).post(
        f"/admin/bulk/accounts/user/{action}/?id={other.pk}", {"mark_as_active": "", "role": "1"}
    )
    assert User.objects.get(pk=other.pk).is_active
    assert not other.groups.exists()


def test_wagtails_account_page_leads_to_ours_and_has_no_field_of_a_person(alpha, client_for, with_second_factor):
    page = client_for(alpha, with_second_factor(PersonFactory(manager=True))).get("/admin/account/").text
    assert 'href="/accounts/"' in page
    fields = set(re.findall(r'name="([\w]+)-', page))
    assert fields.isdisjoint({"name_email", "avatar", "locale", "password"})


CHANGING = {"account_change_password", "account_set_password", "your_account", "mfa_activate_totp", "usersessions_list"}
"""Addresses whose form changes an account at once; an invitation's and a mailed link's need their token."""
SAYS = {"email": NEW_EMAIL, "password": NEW_PASSWORD, "name": "Nia Newest", "code": "123456"}


def test_no_other_address_changes_an_account(alpha, client_for, with_second_factor, monkeypatch):
    person = with_second_factor(
        PersonFactory(email=EMAIL, name="Nia", manager=True, officer=True, is_superuser=True, is_staff=True)
    )
    before, changing, tried = account(), set(), 0
    signed_in = client_for(alpha, person).cookies
    for address in every_address():
        if address.arguments - {"pk"} or "logout" in address.name or "serve" in address.name:
            continue
        arguments = dict.fromkeys(address.arguments, person.pk)
        client, path = client_for(alpha), reverse(address.name, URLCONF, kwargs=arguments)
        client.cookies.update(signed_in)
        with transaction.atomic():
            with names_read(monkeypatch) as names:
                client.post(path)
            said = {name: next((text for word, text in SAYS.items() if word in name), "1") for name in names}
            client.post(path, said | {"oldpassword": "wrong"})
            tried += 1
            changing |= {address.name} if account() != before else set()
            transaction.set_rollback(True)
    assert changing <= CHANGING
    assert "your_account" in changing
    assert tried > 100
