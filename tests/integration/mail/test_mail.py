"""One mail an event, after its commit, however often tasks run and whatever broker and mail server do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.utils import timezone

from tenants.councils.scope import council_scope, current_council
from tenants.mail.models import Mail
from tenants.mail.services.delivery import KEPT, RETRY_AFTER, purge_mail, send_mail
from tenants.mail.services.outbox import SEND_TASK, owe_mail
from tenants.mail.tasks import sweep_mail

pytestmark = pytest.mark.django_db


@pytest.fixture
def server_down(refusals):
    """No mail to Ann leaves until the dictionary is emptied."""
    refusals.by_address["ann@example.org"] = ConnectionError("refused")
    return refusals.by_address


def owe(event="test:1", to="ann@example.org", **words):
    return owe_mail(event=event, to=to, **{"subject": "Hello", "text": "Words", **words})


def test_a_mail_has_its_words_and_answers_go_to_the_council(alpha):
    current_council().email = "offer@example.org"
    owe(html="<p>Words</p>")
    assert sweep_mail() == 1
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["ann@example.org"], "Hello", "Words")
    assert sent.alternatives[0][0] == "<p>Words</p>"
    assert sent.reply_to == ["offer@example.org"]
    assert sent.extra_headers["Message-ID"].endswith("@alpha.localhost>")


def test_the_same_event_is_told_once(alpha):
    assert owe()
    assert not owe(text="Other words")
    sweep_mail()
    assert not owe()
    sweep_mail()
    assert [sent.body for sent in mail.outbox] == ["Words"]


def test_a_task_that_runs_twice_sends_once(alpha):
    owe()
    mail_id = Mail.objects.get().pk
    assert send_mail(mail_id=mail_id)
    assert not send_mail(mail_id=mail_id)
    assert sweep_mail() == 0
    assert len(mail.outbox) == 1


def test_an_unknown_mail_is_no_error(alpha):
    assert not send_mail(mail_id=0)


def test_what_was_sent_keeps_no_words(alpha):
    owe(html="<p>Words</p>")
    sweep_mail()
    row = Mail.objects.get()
    assert (row.text, row.html, row.sent_at is None) == ("", "", False)


def test_the_hand_over_comes_after_the_commit(alpha, broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        owe()
    assert broker.messages == []
    for callback in callbacks:
        callback()
    assert [message for message in broker.messages if message[0] == SEND_TASK] == [(SEND_TASK, Mail.objects.get().pk)]
    assert mail.outbox == []


def test_an_event_that_is_rolled_back_mails_nothing(alpha, broker, django_capture_on_commit_callbacks):
    def owe_and_fail():
        with transaction.atomic():
            owe()
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        owe_and_fail()
    assert broker.messages == []
    assert sweep_mail() == 0


def test_a_dead_broker_leaves_the_mail_to_the_sweep(alpha, broker, django_capture_on_commit_callbacks):
    broker.problem = ConnectionError("no broker")
    with django_capture_on_commit_callbacks(execute=True):
        owe()
    assert mail.outbox == []
    assert sweep_mail() == 1


def test_a_mail_that_fails_waits_and_is_tried_again(alpha, server_down):
    owe()
    assert sweep_mail() == 0
    row = Mail.objects.get()
    assert (row.attempts, row.sent_at) == (1, None)
    assert row.try_at > timezone.now()
    server_down.clear()
    assert sweep_mail() == 0
    Mail.objects.update(try_at=timezone.now())
    assert sweep_mail() == 1


def test_a_mail_that_always_fails_is_given_up(alpha, server_down):
    owe()
    for _ in range(len(RETRY_AFTER) + 1):
        assert Mail.objects.get().given_up_at is None
        Mail.objects.update(try_at=timezone.now())
        sweep_mail()
    assert Mail.objects.get().given_up_at
    Mail.objects.update(try_at=timezone.now())
    server_down.clear()
    assert sweep_mail() == 0


def test_one_bad_address_stops_no_other_mail(alpha, server_down):
    owe()
    owe(event="test:2", to="bob@example.org")
    assert sweep_mail() == 1
    assert [sent.to for sent in mail.outbox] == [["bob@example.org"]]


def test_a_subject_with_a_line_break_can_not_forge_a_header(alpha):
    owe(subject="Night Owls\r\nBcc: all@example.org")
    sweep_mail()
    assert mail.outbox[0].subject == "Night Owls Bcc: all@example.org"


def test_old_mail_is_forgotten_once_it_has_gone(alpha):
    owe()
    owe(event="test:2")
    send_mail(mail_id=Mail.objects.get(event="test:1").pk)
    Mail.objects.update(created_at=timezone.now() - KEPT + timedelta(days=1))
    assert purge_mail() == 0
    Mail.objects.update(created_at=timezone.now() - KEPT - timedelta(days=1))
    assert purge_mail() == 1
    assert Mail.objects.get().event == "test:2"


@pytest.mark.django_db(transaction=True)
def test_a_mail_that_another_worker_is_sending_is_left_to_it(alpha):
    owe()
    mail_id = Mail.objects.get().pk
    with ThreadPoolExecutor(1) as elsewhere, transaction.atomic():
        Mail.objects.select_for_update().get()
        assert not elsewhere.submit(_send_alone, alpha, mail_id).result(timeout=300)
    assert mail.outbox == []
    assert send_mail(mail_id=mail_id)


def _send_alone(council, mail_id):
    """As a worker does it: in a thread with a connection of its own."""
    try:
        with council_scope(council):
            return send_mail(mail_id=mail_id)
    finally:
        connection.close()


def test_each_council_sends_its_own(alpha, beta):
    owe()
    with council_scope(beta):
        assert sweep_mail() == 0
        assert not Mail.objects.exists()
