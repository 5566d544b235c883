"""People sign in to their own council, staff with a second factor; nothing of it is worth anything elsewhere."""

import re
from copy import deepcopy
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import get_resolver

from tenants.accounts.models import User
from tenants.accounts.roles import CONTENT_EDITOR, MANAGER, OFFICER, is_manager, is_officer, is_staff_member
from tenants.councils import signing
from tenants.councils.scope import council_scope
from tests.factories import AUTHENTICATOR_SECRET, AuthenticatorFactory, code_for

PASSWORD = "correct horse battery"
EMAIL = "ann@example.org"


def make_person(council, role="", **fields):
    with council_scope(council):
        user = User.objects.create_user(EMAIL, PASSWORD, **fields)
        if role:
            user.groups.add(Group.objects.get(name=role))
    return user


def sign_in(client, email=EMAIL, password=PASSWORD):
    return client.post("/accounts/login/", {"login": email, "password": password})


def signed_in(client):
    return client.get("/accounts/2fa/").status_code == 200


@pytest.mark.parametrize("email", [EMAIL, "ANN@Example.org"])
def test_a_provider_signs_in_with_any_case_and_lands_in_the_portal(councils, client_for, email):
    make_person(councils.alpha)

    assert sign_in(client_for(councils.alpha), email).url == "/provider/"


@pytest.mark.parametrize(
    ("email", "password"), [(EMAIL, "wrong"), ("nobody@example.org", PASSWORD), ("", ""), ("\x00", "\x00")]
)
def test_wrong_words_do_not_sign_in(councils, client_for, email, password):
    make_person(councils.alpha)

    assert sign_in(client_for(councils.alpha), email, password).status_code == 200


def test_an_inactive_person_is_told_no_more_than_a_stranger(councils, client_for):
    make_person(councils.alpha, is_active=False)
    closed = sign_in(client_for(councils.alpha))
    stranger = sign_in(client_for(councils.alpha), "nobody@example.org")

    def errors(response):
        return response.context["form"].errors

    assert closed.status_code == stranger.status_code == 200
    assert errors(closed) == errors(stranger)


def test_a_person_of_one_council_is_unknown_in_another(councils, client_for):
    make_person(councils.alpha)

    assert sign_in(client_for(councils.beta)).status_code == 200


def test_a_session_cookie_of_one_council_is_nothing_in_another(councils, client_for):
    for council in (councils.alpha, councils.beta):
        make_person(council)
    at_alpha, at_beta = client_for(councils.alpha), client_for(councils.beta)
    sign_in(at_alpha)
    at_beta.cookies = deepcopy(at_alpha.cookies)

    assert at_beta.get("/accounts/2fa/").status_code == 302
    assert at_alpha.get("/accounts/2fa/").status_code == 200


def test_not_even_a_copied_session_row_signs_in_the_same_key_and_hash_elsewhere(councils, client_for):
    """As after a restore into the wrong schema: same primary key, same password hash, same session."""
    from django.contrib.sessions.models import Session

    user = make_person(councils.alpha)
    client = client_for(councils.alpha)
    sign_in(client)
    with council_scope("alpha"):
        session = Session.objects.get()
        user = User.objects.get()
    with council_scope("beta"):
        session.save(force_insert=True)
        user.save(force_insert=True)
    at_beta = client_for(councils.beta)
    at_beta.cookies = client.cookies

    assert at_beta.get("/accounts/2fa/").status_code == 302


def reset_link(client):
    client.post("/accounts/password/reset/", {"email": EMAIL})
    return re.search(r"http\S+", mail.outbox[-1].body)[0]


def test_a_reset_link_is_on_the_councils_own_host_and_works_there(councils, client_for):
    make_person(councils.alpha)
    client = client_for(councils.alpha)
    link = urlsplit(reset_link(client))

    assert link.hostname == "alpha.localhost"
    assert mail.outbox[-1].subject.startswith("Alpha Council")
    form = client.get(link.path, follow=True)
    new = "another long password"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in(client_for(councils.alpha), password=new).status_code == 302


def test_a_reset_link_is_refused_on_another_host_for_the_same_key_and_hash(councils, client_for):
    user = make_person(councils.alpha)
    with council_scope("beta"):
        user.save(force_insert=True)
    link = urlsplit(reset_link(client_for(councils.alpha)))

    assert client_for(councils.beta).get(link.path, follow=True).context["token_fail"]
    assert not client_for(councils.alpha).get(link.path, follow=True).context.get("token_fail")


def test_asking_for_a_link_tells_nobody_who_has_an_account(councils, client_for):
    make_person(councils.alpha)
    client = client_for(councils.alpha)
    known = client.post("/accounts/password/reset/", {"email": EMAIL}, follow=True)
    unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"}, follow=True)

    assert known.content == unknown.content


def test_a_signed_value_is_refused_in_another_council_and_for_another_purpose(councils):
    with council_scope("alpha"):
        token = signing.dumps({"service": 1}, purpose="preview")
        assert signing.loads(token, purpose="preview") == {"service": 1}
        with pytest.raises(signing.BadSignature):
            signing.loads(token, purpose="invitation")
    with council_scope("beta"), pytest.raises(signing.BadSignature):
        signing.loads(token, purpose="preview")


@pytest.mark.parametrize("role", [OFFICER, CONTENT_EDITOR, MANAGER])
def test_staff_without_a_second_factor_set_one_up_before_the_admin(councils, client_for, role):
    make_person(councils.alpha, role)
    client = client_for(councils.alpha)

    assert sign_in(client).url == "/admin/"
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == "/accounts/2fa/totp/activate/"
    assert page.status_code == 200
    secret = page.context["form"].secret
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)}, follow=True)
    assert b"recovery codes" in done.content
    assert client.get("/admin/").status_code == 200


def test_staff_with_a_second_factor_need_its_code_at_every_door(councils, client_for):
    user = make_person(councils.alpha, OFFICER)
    with council_scope("alpha"):
        AuthenticatorFactory(user=user)
    client = client_for(councils.alpha)

    assert sign_in(client).url == "/accounts/2fa/authenticate/"
    assert not signed_in(client)
    assert client.get("/admin/").status_code == 302
    for door in ("/admin/login/", "/_util/login/"):
        assert client.get(door).url == "/accounts/login/"
        client.post(door, {"username": EMAIL, "password": PASSWORD})
        assert not signed_in(client)
    assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code_for(AUTHENTICATOR_SECRET)}).url == "/admin/"


def test_a_provider_may_use_the_portal_without_a_second_factor_and_never_the_admin(councils, client_for):
    make_person(councils.alpha)
    client = client_for(councils.alpha)
    sign_in(client)

    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/admin/").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "login/",
        "logout/",
        "",
        "sessions/",
        "login/link/",
        "login/link/sent/",
        "inactive/",
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        "password/change/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/totp/deactivate/",
        "2fa/recovery-codes/",
        "2fa/recovery-codes/generate/",
        "reauthenticate/",
        "2fa/reauthenticate/",
    ],
)
def test_every_page_about_signing_in_has_our_frame_and_one_heading(councils, client_for, path):
    user = make_person(councils.alpha)
    client = client_for(councils.alpha)
    public = path.startswith(("login/", "inactive/", "password/reset"))
    if path.startswith(("2fa/recovery", "2fa/totp/de", "2fa/rea")):
        with council_scope("alpha"):
            AuthenticatorFactory(user=user)
        sign_in(client)
        client.post("/accounts/2fa/authenticate/", {"code": code_for(AUTHENTICATOR_SECRET)})
        client.post("/accounts/2fa/recovery-codes/generate/")
    elif not public:
        sign_in(client)
    page = client.get(f"/accounts/{path}")

    assert page.status_code == 200, (path, page.headers)
    assert page.content.count(b"<h1") == 1
    assert b"Alpha Council" in page.content
    assert b"style=" not in page.content
    assert b"placeholder=" not in page.content
    assert page.content.count(b'href="/accounts/password/reset/"') <= 1


def test_changing_ones_address_or_signing_in_by_a_mailed_code_is_not_offered(councils, client_for):
    make_person(councils.alpha)
    client = client_for(councils.alpha)
    sign_in(client)
    names = {name for name in get_resolver("localoffer.urls.council").reverse_dict if isinstance(name, str)}

    assert not {"account_request_login_code", "account_confirm_email"} & names
    assert client.get("/accounts/email/").url == "/accounts/"


def test_roles_are_read_from_groups_and_end_with_the_account(councils):
    person = make_person(councils.alpha, OFFICER)
    with council_scope("alpha"):
        person = User.objects.get(pk=person.pk)
        assert (is_officer(person), is_manager(person), is_staff_member(person)) == (True, False, True)
        person = User.objects.get(pk=person.pk)
        person.is_active = False
        assert not is_officer(person)
        assert not is_staff_member(person)
        assert is_staff_member(User.objects.create_superuser("op@example.org"))


def test_an_address_is_one_person_whatever_its_case(councils):
    from django.db import IntegrityError, transaction

    make_person(councils.alpha)
    with council_scope("alpha"), pytest.raises(IntegrityError), transaction.atomic():
        User(email="Ann@Example.org").save()
    with council_scope("alpha"):
        assert User.objects.get_by_natural_key("ANN@example.org").email == EMAIL
        with pytest.raises(ValueError, match="e-mail"):
            User.objects.create_user("")


def test_a_new_password_is_chosen_while_signed_in_and_leads_back_to_work(councils, client_for):
    make_person(councils.alpha)
    client = client_for(councils.alpha)
    sign_in(client)
    new = "another long password"

    changed = client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert changed.url == "/provider/"
    assert sign_in(client_for(councils.alpha), password=new).status_code == 302


def test_a_person_is_greeted_by_name_or_known_by_address():
    assert str(User(name="Ann", email=EMAIL)) == User(name="Ann").get_short_name() == "Ann"
    assert str(User(email=EMAIL)) == EMAIL


def test_guessing_is_stopped_for_that_council_alone(councils, client_for):
    for council in (councils.alpha, councils.beta):
        make_person(council)
    for _ in range(5):
        sign_in(client_for(councils.alpha), password="a wrong guess")

    stopped = sign_in(client_for(councils.alpha))
    assert stopped.status_code == 200
    assert "too many tries" in str(stopped.context["form"].errors)
    assert sign_in(client_for(councils.beta)).status_code == 302
