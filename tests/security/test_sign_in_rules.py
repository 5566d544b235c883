"""What OWASP's ASVS 5 asks of passwords, codes and sessions at level 2, where no other test shows it already.

Which requirement is held by which test: infra/docs/security.md.
"""

import os
import re
import subprocess
import sys
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as django_settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core import mail, signing
from django.core.exceptions import ValidationError
from django.utils import timezone

from tenants.accounts.adapters import SIGNED_IN_AT
from tests.factories import AUTHENTICATOR_SECRET, AuthenticatorFactory, PersonFactory, code_for
from tests.unit.project.test_settings import PRODUCTION, ROOT

pytestmark = pytest.mark.django_db
EMAIL, PASSWORD = "nia@mail.example", "three quiet hedgehogs"
SIGN_IN, RESET, SECOND = "/accounts/login/", "/accounts/password/reset/", "/accounts/2fa/authenticate/"
GOOD = (
    "three quiet hedgehogs",
    "threequiethedgehogs",
    "ZEBRA QUILT MOTORWAY",
    "739154820667",
    "!?)(*&^%$£@[",
    "tri žluté koně 🐎",
    "x8#Lq2" * 11,
    "a long sentence of one's own, " * 8,
)
BAD = {
    "eleven char": "password_too_short",
    "password1234": "password_too_common",
    "Password2026!": "easy_to_guess",
    "liverpool1234": "easy_to_guess",
    "!!dragon-monkey!!": "easy_to_guess",
    "SENDLocalOffer1": "easy_to_guess",
    "local.offer.2026": "easy_to_guess",
    "AlphaCouncil2026": "easy_to_guess",
    "alpha-council-99": "easy_to_guess",
    "1212121212121212": "easy_to_guess",
    "aaaaaaaaaaaaaaaa": "easy_to_guess",
    "nia@mail.example": "password_too_similar",
}


@pytest.fixture
def person(alpha):
    person = PersonFactory(email=EMAIL, name="Nia New")
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(client, password=PASSWORD):
    return client.post(SIGN_IN, {"login": EMAIL, "password": password})


def is_signed_in(client):
    return client.get("/accounts/").status_code == 200


@pytest.mark.parametrize("password", GOOD)
def test_a_password_may_be_of_any_kind_and_length_from_12_characters(person, password):
    validate_password(password, person)


@pytest.mark.parametrize("password", BAD)
def test_what_is_short_common_or_about_this_site_is_no_password(person, password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, person)
    assert BAD[password] in {error.code for error in refused.value.error_list}


@pytest.mark.parametrize("page", ["/provider/register/", "/accounts/password/change/", "/accounts/password/reset/key/"])
def test_every_form_that_takes_a_new_password_asks_all_validators(person, client_for, alpha, page):
    client = client_for(alpha)
    words = {"password1": "Password2026!", "password2": "Password2026!", "oldpassword": PASSWORD}
    if "register" in page:
        words |= {"email": "new@mail.example", "name": "New"}
    elif "change" in page:
        sign_in(client)
    else:
        page = client.get(_reset_path(client), follow=True).redirect_chain[-1][0]
    assert b"easy to guess" in client.post(page, words).content


@pytest.mark.parametrize("near", [PASSWORD.upper(), f"{PASSWORD} ", f" {PASSWORD}", PASSWORD[:-1]])
def test_a_password_is_taken_exactly_as_it_was_typed(person, client_for, alpha, near):
    client = client_for(alpha)
    sign_in(client, near)
    assert not is_signed_in(client)
    person.set_password(near)
    person.save()
    sign_in(client, near)
    assert is_signed_in(client)


@pytest.mark.parametrize("page", [SIGN_IN, "/provider/register/"])
def test_a_password_field_hides_what_is_typed_and_helps_managers_of_passwords(alpha, client_for, page):
    text = client_for(alpha).get(page).content.decode()
    fields = re.findall(r'<input[^>]*name="password1?"[^>]*>', text)
    assert fields
    for field in fields:
        assert 'type="password"' in field
        assert re.search(r'autocomplete="(current|new)-password"', field)
        assert "maxlength" not in field
    assert "onpaste" not in text


def test_a_reset_link_works_for_an_hour_once_and_signs_nobody_in(person, client_for, alpha, settings):
    assert settings.PASSWORD_RESET_TIMEOUT == 3600
    client = client_for(alpha)
    path = _reset_path(client)
    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "another long password", "password2": "another long password"})
    assert not is_signed_in(client)
    assert client_for(alpha).get(path, follow=True).context["token_fail"]
    sign_in(client, "another long password")
    assert is_signed_in(client)


def test_a_reset_leaves_the_second_factor_in_place(person, client_for, alpha):
    AuthenticatorFactory(user=person)
    client = client_for(alpha)
    form = client.get(_reset_path(client), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "another long password", "password2": "another long password"})
    assert sign_in(client, "another long password").url == SECOND
    assert not is_signed_in(client)


def test_a_code_of_an_authenticator_works_once_and_for_its_30_seconds(person, client_for, alpha, settings):
    AuthenticatorFactory(user=person)
    code = code_for(AUTHENTICATOR_SECRET)
    for expected in (True, False):
        client = client_for(alpha)
        sign_in(client)
        client.post(SECOND, {"code": code})
        assert is_signed_in(client) == expected
    del settings.MFA_TOTP_TOLERANCE  # the suite's own
    from allauth.mfa import app_settings

    assert (app_settings.TOTP_PERIOD, app_settings.TOTP_TOLERANCE) == (30, 0)
    assert app_settings.TOTP_INSECURE_BYPASS_CODE is None


def test_a_recovery_code_works_once(person, client_for, alpha):
    AuthenticatorFactory(user=person)
    codes = RecoveryCodes.activate(person).get_unused_codes()
    assert len(set(codes)) == len(codes) == 10
    assert all(re.fullmatch(r"\d{8}", code) for code in codes)
    for expected in (True, False):
        client = client_for(alpha)
        sign_in(client)
        client.post(SECOND, {"code": codes[0]})
        assert is_signed_in(client) == expected


def test_codes_of_a_second_factor_can_not_be_tried_for_long(person, client_for, alpha):
    AuthenticatorFactory(user=person)
    client = client_for(alpha)
    sign_in(client)
    answers = [client.post(SECOND, {"code": f"{number:06}"}).content for number in range(12)]
    assert b"too many tries" in answers[-1] or b"Too many" in answers[-1]


def test_a_mailed_code_works_for_10_minutes_and_3_tries():
    from allauth.account import app_settings as account

    assert account.EMAIL_VERIFICATION_BY_CODE_TIMEOUT == 600
    assert account.EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS == 3


def test_a_session_has_a_new_key_from_signing_in_and_it_can_not_be_guessed(person, client_for, alpha):
    client = client_for(alpha)
    client.get(SIGN_IN)
    client.session.save()
    before = client.session.session_key
    sign_in(client)
    after = client.session.session_key
    assert after != before
    assert re.fullmatch(r"[0-9a-z]{32}", after)  # 165 bits, from `secrets`
    assert not Session.objects.filter(session_key=before).exists()


def test_a_session_that_was_ended_is_worth_nothing(person, client_for, alpha):
    client, copy = client_for(alpha), client_for(alpha)
    sign_in(client)
    copy.cookies = client.cookies.copy()
    assert is_signed_in(copy)
    client.post("/accounts/logout/")
    assert not is_signed_in(copy)


def test_a_session_ends_12_hours_after_the_sign_in_whatever_was_done_since(person, client_for, alpha):
    client = client_for(alpha)
    sign_in(client)
    session = client.session
    for hours, expected in ((11.9, True), (12.1, False)):
        session[SIGNED_IN_AT] = (timezone.now() - timedelta(hours=hours)).timestamp()
        session.save()
        assert session.get_expiry_date() > timezone.now() + timedelta(hours=11)
        assert is_signed_in(client) == expected


def test_closing_an_account_ends_its_sessions_at_once(person, client_for, alpha):
    client = client_for(alpha)
    sign_in(client)
    person.is_active = False
    person.save()
    assert not is_signed_in(client)


@pytest.mark.parametrize("page", ["/accounts/2fa/totp/deactivate/", "/accounts/2fa/recovery-codes/generate/"])
def test_changing_the_second_factor_asks_again_who_one_is(person, client_for, alpha, page):
    AuthenticatorFactory(user=person)
    client = client_for(alpha)
    sign_in(client)
    client.post(SECOND, {"code": code_for(AUTHENTICATOR_SECRET)})
    session = client.session
    session[SIGNED_IN_AT] -= 3600
    records = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**each, "at": each["at"] - 3600} for each in records]
    session.save()
    assert "reauthenticate" in client.post(page).url
    assert Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


@pytest.mark.parametrize("page", ["/provider/"])
def test_every_page_behind_a_sign_in_leads_out(person, client_for, alpha, page):
    client = client_for(alpha)
    sign_in(client)
    assert "/accounts/logout/" in client.get(page, follow=True).content.decode()


def test_signed_values_are_of_one_algorithm_and_bound_to_their_key(alpha, settings):
    token = signing.dumps([1], salt="one")
    settings.SECRET_KEY = "another" * 9
    with pytest.raises(signing.BadSignature):
        signing.loads(token, salt="one")
    assert django_settings.SIGNING_BACKEND == "django.core.signing.TimestampSigner"
    assert signing.Signer().algorithm == "sha256"


def test_in_production_cookies_are_for_this_host_over_https_and_no_script():
    names = ("SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SESSION_COOKIE_NAME")
    names += ("CSRF_COOKIE_SECURE", "CSRF_COOKIE_NAME", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_AGE")
    environment = {**os.environ, **PRODUCTION, "DJANGO_SETTINGS_MODULE": "localoffer.settings.production"}
    environment |= {"PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}"}
    asked = f"from django.conf import settings; print([getattr(settings, name) for name in {names}])"
    said = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    expected = [True, True, "Lax", "__Host-session", True, "__Host-csrf", True, 43200]
    assert said.stdout.strip() == str(expected)


def _reset_path(client):
    client.post(RESET, {"email": EMAIL})
    return urlsplit(re.search(r"http\S+", mail.outbox[-1].body)[0]).path
