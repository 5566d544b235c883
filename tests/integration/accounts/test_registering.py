"""Anybody registers with an address that they prove by a code; nobody learns from it who has an account."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings as site_settings
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from tenants.accounts.models import User
from tenants.accounts.tasks import purge_sign_ins
from tenants.councils.scope import council_scope
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PAGE = "/provider/register/"
PROVE = "/accounts/confirm-email/"
EMAIL = "nia@mail.example"
PASSWORD = "three quiet hedgehogs"


def register(client, email=EMAIL, name="Nia New", password=PASSWORD):
    return client.post(PAGE, {"email": email, "name": name, "password1": password})


def sign_in(client, email=EMAIL, password=PASSWORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


def is_signed_in(client):
    return client.get("/accounts/").status_code == 200


def strip_tokens(page):
    return (*page[:2], re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page[2]))


def test_a_provider_registers_proves_the_address_and_is_asked_what_to_do(alpha, client_for, mailed_code):
    client = client_for(alpha)
    assert register(client, email="Nia@Mail.example").url == PROVE
    assert mail.outbox[-1].to == [EMAIL]
    assert mail.outbox[-1].subject.startswith("Alpha Council")
    assert not is_signed_in(client)
    done = client.post(PROVE, {"code": mailed_code()})
    assert done.url == "/provider/start/"
    assert is_signed_in(client)
    person = User.objects.get(email=EMAIL)
    assert (person.name, person.is_staff) == ("Nia New", False)
    assert sign_in(client_for(alpha)).url == "/provider/"


@pytest.mark.parametrize("email", [EMAIL, "known@mail.example"], ids=["new", "known"])
def test_a_password_is_hashed_whether_or_not_the_address_is_known(alpha, client_for, monkeypatch, email):
    PersonFactory(email="known@mail.example")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *words: hashed.append(words[1]) or encode(*words))
    register(client_for(alpha), email=email)
    assert hashed == [PASSWORD]


def test_an_address_that_was_not_proved_signs_nobody_in(alpha, client_for, mailed_code):
    register(client_for(alpha))
    cache.clear()
    later = client_for(alpha)
    assert sign_in(later).url == PROVE
    assert not is_signed_in(later)
    assert later.post(PROVE, {"code": mailed_code()}).url == "/provider/"
    assert is_signed_in(later)


def test_three_wrong_codes_end_it(alpha, client_for, mailed_code):
    client = client_for(alpha)
    register(client)
    right = mailed_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(3):
        client.post(PROVE, {"code": wrong})
    client.post(PROVE, {"code": right})
    assert not is_signed_in(client)
    assert not EmailAddress.objects.filter(email=EMAIL, verified=True).exists()


def test_a_known_address_gets_the_same_pages_and_another_mail(alpha, client_for):
    PersonFactory(email=EMAIL)
    pages = []
    for email in (EMAIL, "eve@mail.example"):
        client = client_for(alpha)
        answer = register(client, email=email)
        page = client.get(PROVE)
        token = page.context["csrf_token"]
        pages.append((answer.status_code, answer.url, page.content.decode().replace(email, "").replace(str(token), "")))
    assert strip_tokens(pages[0]) == strip_tokens(pages[1])
    assert [message.to[0] for message in mail.outbox] == [EMAIL, "eve@mail.example"]
    assert "has an account there already" in mail.outbox[0].body
    assert User.objects.filter(email=EMAIL).count() == 1


@pytest.mark.parametrize(
    "given",
    [
        {"email": "nobody", "name": "Nia", "password1": PASSWORD},
        {"email": EMAIL, "name": "", "password1": PASSWORD},
        {"email": EMAIL, "name": "Nia", "password1": "short"},
        {"email": EMAIL, "name": "Nia", "password1": "password1234"},
        {"email": EMAIL, "name": "Nia\x00", "password1": PASSWORD},
        {},
    ],
)
def test_what_is_missing_or_weak_is_said_and_nobody_is_made(alpha, client_for, given):
    page = client_for(alpha).post(PAGE, given)
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_registering_too_often_is_stopped_with_a_clear_page(alpha, client_for, settings):
    assert "signup" in settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "signup": "2/5m/ip"}
    answers = [register(client_for(alpha), email=f"p{number}@mail.example") for number in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Too many tries" in answers[2].content.decode()


def test_codes_to_one_address_are_limited(alpha, client_for):
    first = register(client_for(alpha))
    again = sign_in(client_for(alpha))
    assert first.url == PROVE
    assert again.status_code == 200
    assert len(mail.outbox) == 1


def test_registering_at_one_council_is_nothing_at_another_or_on_the_platforms_host(
    alpha, beta, client_for, mailed_code
):
    client = client_for(alpha)
    register(client)
    client.post(PROVE, {"code": mailed_code()})
    assert sign_in(client_for(beta)).status_code == 200
    with council_scope(beta):
        assert not User.objects.filter(email=EMAIL).exists()
    assert client.get(PAGE, headers={"host": site_settings.PLATFORM_HOST}).status_code == 404


def test_a_code_of_one_council_is_nothing_at_another(alpha, beta, client_for, mailed_code):
    here, there = client_for(alpha), client_for(beta)
    register(there)
    foreign = mailed_code()
    register(here)
    if mailed_code() != foreign:
        here.post(PROVE, {"code": foreign})
        assert not is_signed_in(here)


def test_the_page_is_closed_to_who_is_signed_in(alpha, client_for):
    assert client_for(alpha, PersonFactory()).get(PAGE).status_code == 302


def test_people_who_are_made_by_the_council_or_an_invitation_need_no_code(alpha, client_for):
    User.objects.create_user(EMAIL, PASSWORD)
    assert sign_in(client_for(alpha)).url == "/provider/"


def test_a_person_whose_address_is_changed_proves_the_new_one(alpha, client_for):
    person = User.objects.create_user("old@mail.example", PASSWORD)
    person.email = EMAIL
    person.save()
    assert sign_in(client_for(alpha), email="old@mail.example").status_code == 200
    assert sign_in(client_for(alpha)).url == PROVE


def test_a_registration_that_is_never_proved_is_forgotten_after_a_week(alpha, client_for):
    register(client_for(alpha))
    staff_never_here = PersonFactory(email="new-officer@alpha.example", officer=True)
    EmailAddress.objects.filter(user=staff_never_here).update(verified=False)
    User.objects.update(date_joined=timezone.now() - timedelta(days=6))
    purge_sign_ins()
    assert User.objects.filter(email=EMAIL).exists()
    User.objects.update(date_joined=timezone.now() - timedelta(days=8))
    purge_sign_ins()
    assert not User.objects.filter(email=EMAIL).exists()
    assert User.objects.filter(pk=staff_never_here.pk).exists()


def test_people_from_before_are_vouched_for(alpha):
    known, mixed = PersonFactory(), PersonFactory(email="mixed@mail.example")
    EmailAddress.objects.all().delete()
    EmailAddress.objects.create(user=mixed, email="older@mail.example", verified=True, primary=True)
    with connection.schema_editor() as editor:
        import_module("tenants.accounts.migrations.0003_vouch_for_addresses").vouch(apps, editor)
    found = EmailAddress.objects.filter(verified=True, primary=True).values_list("user", "email")
    assert set(found) >= {(known.pk, known.email), (mixed.pk, mixed.email)}
    assert not EmailAddress.objects.filter(email="older@mail.example").exists()
