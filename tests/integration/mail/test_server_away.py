"""A mail server that hangs: nothing is locked meanwhile, nobody waits for long, and every mail still goes once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils import timezone

from search.shortlist.services import send_list
from tenants.councils.scope import council_scope
from tenants.mail import smtp
from tenants.mail.errors import MailServerAway
from tenants.mail.models import Mail
from tenants.mail.services.delivery import CLAIMED_FOR, _claimed, send_mail
from tenants.mail.services.outbox import cancel_mail, owe_mail
from tenants.mail.tasks import sweep_mail
from tests.black_hole import black_hole

pytestmark = pytest.mark.django_db
MANY = 6


@pytest.fixture
def hanging(settings):
    """A mail server that takes connections and never greets; a function counts those since it was asked last."""
    settings.EMAIL_BACKEND = "tenants.mail.smtp.CarefulBackend"
    settings.EMAIL_TIMEOUT = 0.2
    with black_hole() as (address, taken):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", urlsplit(address).port
        yield taken


def owe(number=1):
    owe_mail(event=f"test:{number}", to="ann@example.org", subject="Hello", text="Words")
    return Mail.objects.get(event=f"test:{number}")


def make_due():
    Mail.objects.update(try_at=timezone.now())


class Watching(EmailBackend):
    """A mail server that has something done while it is waited for."""

    meanwhile = None
    message_ids = []

    def send_messages(self, messages):
        self.message_ids += [message.extra_headers["Message-ID"] for message in messages]
        type(self).meanwhile()
        return super().send_messages(messages)


@pytest.fixture
def while_sending(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Watching"
    return lambda done: monkeypatch.setattr(Watching, "meanwhile", staticmethod(done))


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_and_no_row_locked_while_the_server_is_waited_for(alpha, while_sending):
    seen = []

    def lock_elsewhere():
        with council_scope(alpha), transaction.atomic():
            seen.append(Mail.objects.select_for_update(nowait=True).get().attempts)
        connection.close()

    def look():
        seen.append(connection.in_atomic_block)
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(lock_elsewhere).result(timeout=300)

    while_sending(look)
    assert send_mail(mail_id=owe().pk)
    assert seen == [False, 1]


@pytest.mark.django_db(transaction=True)
def test_what_is_being_sent_is_left_to_who_claimed_it(alpha, while_sending):
    row, sent = owe(), []
    while_sending(lambda: sent.append(send_mail(mail_id=row.pk) if not sent else None))
    assert send_mail(mail_id=row.pk)
    assert sent == [False]
    assert len(mail.outbox) == 1


def test_a_mail_whose_sender_was_killed_goes_when_its_claim_ends(alpha):
    row = owe()
    assert _claimed(row.pk)
    assert sweep_mail() == 0
    claimed_until = Mail.objects.get().try_at
    assert timezone.now() < claimed_until <= timezone.now() + CLAIMED_FOR
    Mail.objects.update(try_at=claimed_until - CLAIMED_FOR)
    assert sweep_mail() == 1


@pytest.mark.parametrize("fails", [False, True])
def test_a_mail_that_is_taken_back_while_it_is_being_sent_is_no_fault(alpha, while_sending, fails):
    def take_back():
        assert cancel_mail("test:1") == 1
        if fails:
            raise ConnectionError

    row = owe()
    while_sending(take_back)
    assert not send_mail(mail_id=row.pk)
    assert not Mail.objects.exists()


def test_who_lost_the_claim_records_nothing(alpha, while_sending):
    row = owe()
    while_sending(lambda: Mail.objects.update(try_at=timezone.now() + timedelta(hours=1), attempts=5))
    assert not send_mail(mail_id=row.pk)
    row.refresh_from_db()
    assert (row.sent_at, row.attempts) == (None, 5)


def test_a_hanging_server_is_left_alone_after_two_mails_and_costs_no_other_mail_a_try(alpha, beta, hanging):
    for number in range(MANY):
        owe(number)
    assert sweep_mail() == 0
    assert hanging() == smtp.FAILURES_TO_OPEN
    assert sweep_mail() == 0
    assert not send_mail(mail_id=Mail.objects.last().pk)
    with council_scope(beta):
        assert not send_mail(mail_id=owe().pk)
    with pytest.raises(MailServerAway):
        send_list(address="ann@example.org", ids=())
    assert hanging() == 0
    tried = sorted(Mail.objects.values_list("attempts", flat=True))
    assert tried == [0] * (MANY - smtp.FAILURES_TO_OPEN) + [1] * smtp.FAILURES_TO_OPEN
    assert Mail.objects.due().count() == MANY - smtp.FAILURES_TO_OPEN


def test_a_person_is_told_at_once_that_a_mail_could_not_go(alpha, hanging, client_for):
    family = client_for(alpha)
    for _ in range(smtp.FAILURES_TO_OPEN + 2):
        answer = family.post("/accounts/password/reset/", {"email": "nobody@example.org"})
        assert answer.status_code < 400
    assert hanging() == smtp.FAILURES_TO_OPEN


def test_the_server_is_tried_again_after_a_while(alpha, hanging, monkeypatch):
    now = [0.0]
    breaker = smtp.CarefulBackend()
    monkeypatch.setattr(smtp.breaker_of(breaker.host, breaker.port), "_clock", lambda: now[0])
    for number in range(MANY):
        owe(number)
    sweep_mail()
    now[0] = smtp.OPEN_SECONDS
    sweep_mail()
    assert hanging() == smtp.FAILURES_TO_OPEN + 1


def test_a_mail_has_one_message_id_however_often_it_is_tried_and_no_other_has_it(alpha, beta, while_sending):
    def fail_at_first():
        if len(Watching.message_ids) < 2:
            raise ConnectionError

    def ids_of(row):
        Watching.message_ids.clear()
        while not send_mail(mail_id=row.pk):
            make_due()
        assert len(Watching.message_ids) == 2
        return set(Watching.message_ids)

    while_sending(fail_at_first)
    first = ids_of(owe(1))
    with council_scope(beta):
        elsewhere = ids_of(owe(1))
    pk = Mail.objects.get().pk
    Mail.objects.all().delete()
    again = Mail(pk=pk, event="test:2", to="ann@example.org", subject="Hello", text="Words")
    again.save(force_insert=True)
    restored = ids_of(again)
    assert (len(first), len(first | elsewhere | restored)) == (1, 3)
