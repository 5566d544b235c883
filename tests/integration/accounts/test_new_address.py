"""A person changes their own address: the new one is proved, the old one told, and nobody else's is taken."""

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from wagtail.models import ModelLogEntry

from tenants.accounts.models import User
from tenants.audit.models import Entry
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PAGE = "/accounts/email/change/"
PROVE = "/accounts/confirm-email/"
OLD, NEW = "nia@mail.example", "nia@work.example"
PASSWORD = "correct horse battery"


@pytest.fixture
def person(alpha):
    return PersonFactory(email=OLD, name="Nia New")


def _signed_in(client):
    client.post("/accounts/login/", {"login": OLD, "password": PASSWORD})
    return client


def _address(person):
    return User.objects.get(pk=person.pk).email


def test_the_new_address_takes_over_once_its_code_is_typed(alpha, person, client_for, mailed_code):
    here, there = _signed_in(client_for(alpha)), _signed_in(client_for(alpha))
    assert here.post(PAGE, {"email": "Nia@Work.example"}).url == PROVE
    assert (_address(person), mail.outbox[-1].to) == (OLD, [NEW])
    done = here.post(PROVE, {"code": mailed_code()}, follow=True)
    assert f"You sign in with {NEW} now." in done.text
    assert _address(person) == NEW
    assert [(each.email, each.verified) for each in EmailAddress.objects.filter(user=person)] == [(NEW, True)]
    assert there.get("/accounts/").status_code == 200
    assert client_for(alpha).post("/accounts/login/", {"login": NEW, "password": PASSWORD}).status_code == 302


def test_the_old_address_is_told_and_the_change_is_in_the_audit_trail(alpha, person, client_for, mailed_code):
    client = _signed_in(client_for(alpha))
    client.post(PAGE, {"email": NEW})
    client.post(PROVE, {"code": mailed_code()})
    told = mail.outbox[-1]
    assert (told.to, told.subject) == ([OLD], "Alpha Council: Your email address was changed")
    assert NEW not in told.body  # whoever reads the old mailbox now may be somebody else
    entry = Entry.objects.filter(actor_id=person.pk).exclude(action="account.sign_in").get()
    assert entry.action == "account.address"
    assert entry.details == {"before": {"address": OLD}, "after": {"address": NEW}}


def test_a_wrong_code_changes_nothing(alpha, person, client_for, mailed_code):
    client = _signed_in(client_for(alpha))
    client.post(PAGE, {"email": NEW})
    wrong = f"{(int(mailed_code()) + 1) % 1_000_000:06}"
    assert client.post(PROVE, {"code": wrong}).status_code == 200
    assert "Keep the address that you have" in client.get(PROVE).text
    assert (_address(person), len(mail.outbox)) == (OLD, 1)


@pytest.mark.parametrize("proved", [True, False], ids=["proved", "registered only"])
def test_an_address_of_somebody_else_can_not_be_taken(alpha, person, client_for, mailed_code, proved):
    other = PersonFactory(email=NEW)
    EmailAddress.objects.filter(user=other).update(verified=proved)
    client = _signed_in(client_for(alpha))
    assert client.post(PAGE, {"email": NEW}).url == PROVE  # who has an account is told to the address alone
    assert "This address has an account already." in client.post(PROVE, {"code": mailed_code()}).text
    assert (_address(person), _address(other)) == (OLD, NEW)


@pytest.mark.parametrize("email", ["", "nia", OLD, "Nia@Mail.example"], ids=["none", "bad", "own", "own in capitals"])
def test_what_is_no_other_address_is_refused(alpha, person, client_for, email):
    client = _signed_in(client_for(alpha))
    assert client.post(PAGE, {"email": email}).status_code == 422
    assert mail.outbox == []


def test_who_signed_in_a_while_ago_proves_again_who_they_are(alpha, person, client_for, an_hour_later):
    client = _signed_in(client_for(alpha))
    an_hour_later(client)
    answer = client.get(PAGE)
    assert answer.url.startswith("/accounts/reauthenticate/")
    assert client.post(answer.url, {"password": PASSWORD}).url == PAGE
    assert client.get(PAGE).status_code == 200


def test_nobody_asks_for_many_codes(alpha, person, client_for):
    client = _signed_in(client_for(alpha))
    answers = [client.post(PAGE, {"email": f"nia{number}@work.example"}).status_code for number in range(6)]
    assert answers == [302] * 5 + [429]


def test_a_new_name_is_in_the_audit_trail_and_the_same_one_is_not(alpha, person, client_for):
    client = _signed_in(client_for(alpha))
    for name in ("Nia Newer", "Nia Newer"):
        client.post("/accounts/", {"name": name})
    entry = ModelLogEntry.objects.get(action="account.name")
    assert entry.data == {"before": {"name": "Nia New"}, "after": {"name": "Nia Newer"}}


def test_the_page_is_for_who_is_signed_in(alpha, client_for):
    assert client_for(alpha).get(PAGE).url.startswith("/accounts/login/")
