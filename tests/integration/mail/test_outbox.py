"""What mail servers refuse, addresses that don't work, and mails that are taken back or wait."""

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tenants.mail.errors import NotAllowed
from tenants.mail.models import BouncedAddress, Mail
from tenants.mail.selectors import bounced_among
from tenants.mail.services.administration import address_works, note_bounce, try_again
from tenants.mail.services.delivery import send_mail
from tenants.mail.services.outbox import cancel_mail, owe_mail
from tenants.mail.tasks import sweep_mail
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
ANN = "Ann@example.org"


@pytest.fixture
def officer(alpha, with_second_factor):
    return with_second_factor(PersonFactory(officer=True))


@pytest.fixture
def answers(refusals):
    """What the mail server raises for each mail, while there is something."""
    return refusals.always


def owe(event="test:1", to=ANN, **more):
    owe_mail(event=event, to=to, subject="Hello", text="Words", **more)
    return Mail.objects.get(event=event)


def refused(code, words):
    return SMTPRecipientsRefused({ANN: (code, words.encode())})


def test_an_address_that_does_not_exist_is_given_up_at_once_and_remembered(alpha, answers):
    answers.append(refused(550, "5.1.1 User unknown"))
    owe()
    sweep_mail()
    row = Mail.objects.get()
    assert row.given_up_at
    assert row.note == "550 5.1.1 User unknown"
    assert bounced_among([ANN]) == {"ann@example.org"}
    assert ModelLogEntry.objects.get(action="mail.bounce").data == {"reason": row.note, "mail": row.pk}
    answers.clear()
    owe("test:2", to="ann@EXAMPLE.org")
    assert sweep_mail() == 0
    assert Mail.objects.get(event="test:2").held_at
    assert mail.outbox == []


GIVEN_UP = {
    "policy": (refused(550, "5.7.1 Not from you"), True, False),
    "content": (SMTPDataError(554, b"Looks like spam"), True, False),
    "busy": (refused(450, "4.2.1 Try later"), False, False),
    "our sign-in": (refused(530, "Authentication required"), False, False),
    "unknown": (refused(553, "No such user"), True, True),
    "dead": (ConnectionError("refused"), False, False),
}


@pytest.mark.parametrize("case", sorted(GIVEN_UP))
def test_what_a_refusal_means(alpha, answers, case):
    failure, given_up, bounced = GIVEN_UP[case]
    answers.append(failure)
    owe()
    sweep_mail()
    row = Mail.objects.get()
    assert (row.given_up_at is not None, BouncedAddress.objects.exists()) == (given_up, bounced)
    assert row.note
    assert row.text, "its words stay until it has gone"


def test_a_given_up_mail_is_tried_again_when_an_officer_says_so(alpha, officer, answers, client_for):
    answers.append(SMTPDataError(554, b"Looks like spam"))
    row = owe()
    sweep_mail()
    answers.clear()
    browser = client_for(alpha, officer)
    page = browser.get("/admin/mails/outbox/")
    assert "554 Looks like spam" in page.text
    assert "Words" not in page.text
    assert ModelLogEntry.objects.get(action="mail.outbox").user_id == officer.pk
    assert browser.post(f"/admin/mails/outbox/{row.pk}/again/").status_code == 302
    assert sweep_mail() == 1


def test_trying_a_mail_again_that_has_gone_sends_nothing_twice(alpha, officer):
    row = owe()
    sweep_mail()
    try_again(user=officer, mail=row)
    assert sweep_mail() == 0


def test_an_officer_holds_mails_to_an_address_and_lets_them_go(alpha, officer, client_for):
    browser = client_for(alpha, officer)
    assert browser.post("/admin/mails/addresses/", {"address": "nonsense"}).status_code == 422
    assert browser.post("/admin/mails/addresses/", {"address": ANN, "reason": "Mailbox full"}).status_code == 302
    owe()
    sweep_mail()
    page = browser.get("/admin/mails/outbox/").text
    assert "Mailbox full" in page
    assert "Held" in page
    bounced = BouncedAddress.objects.get()
    assert browser.post(f"/admin/mails/addresses/{bounced.pk}/works/").status_code == 302
    assert sweep_mail() == 1
    assert [sent.to for sent in mail.outbox] == [[ANN]]


def test_what_was_held_for_too_long_is_not_sent(alpha, officer):
    note_bounce(user=officer, address=ANN)
    owe()
    sweep_mail()
    Mail.objects.update(created_at=timezone.now() - timedelta(days=15))
    assert address_works(user=officer, bounced=BouncedAddress.objects.get()) == 0
    assert sweep_mail() == 0
    assert Mail.objects.get().given_up_at


def test_a_mail_waits_until_its_time(alpha):
    row = owe(not_before=timezone.now() + timedelta(minutes=10))
    assert sweep_mail() == 0
    assert not send_mail(mail_id=row.pk)
    Mail.objects.update(try_at=timezone.now())
    assert sweep_mail() == 1


def test_mails_of_an_event_are_taken_back_unless_they_have_gone(alpha):
    owe("review:1:approved:5")
    sweep_mail()
    for event in ("review:1:approved:6", "review:1:approved:7", "review:12:approved:5"):
        owe(event)
    assert cancel_mail("review:1:") == 2
    assert set(Mail.objects.values_list("event", flat=True)) == {"review:1:approved:5", "review:12:approved:5"}
    assert owe("review:1:approved:6")
    assert sweep_mail() == 2


def test_nothing_takes_everything_back(alpha):
    owe()
    with pytest.raises(ValueError, match="start of its event"):
        cancel_mail("")
    assert Mail.objects.exists()


ACTS = {
    "try again": lambda user: try_again(user=user, mail=Mail.objects.get()),
    "hold": lambda user: note_bounce(user=user, address="bo@example.org"),
    "let go": lambda user: address_works(user=user, bounced=BouncedAddress.objects.get()),
}


@pytest.mark.parametrize("act", sorted(ACTS))
@pytest.mark.parametrize("role", ["content_editor", "commissioner", "partner"])
def test_only_officers_and_managers_look_after_what_has_not_gone(alpha, act, role):
    owe()
    Mail.objects.update(given_up_at=timezone.now())
    BouncedAddress.objects.create(address=ANN.lower(), reason="Mailbox full")
    with pytest.raises(NotAllowed):
        ACTS[act](PersonFactory(**{role: True}))
    assert Mail.objects.get().given_up_at
    assert bounced_among([ANN, "bo@example.org"]) == {ANN.lower()}
