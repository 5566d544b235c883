"""What is handed to a worker goes after the commit, once, and its failure is nobody's but the log's."""

import pytest
from celery import current_app
from django.db import transaction

from tenants.councils.enqueue import hand_over, hand_over_after_commit

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    """The messages that reached the broker."""
    messages = []
    monkeypatch.setattr(current_app, "send_task", lambda name, *, args, **_: messages.append((name, *args)))
    return messages


def test_each_message_goes_once_and_after_the_commit(alpha, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in (1, 1, 2):
            hand_over_after_commit("tests.work", number)
        hand_over_after_commit("tests.other", 1)
        assert sent == []
    assert sent == [("tests.work", 1), ("tests.work", 2), ("tests.other", 1)]


def test_what_was_asked_for_and_rolled_back_is_asked_for_anew(alpha, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            hand_over_after_commit("tests.work")
            transaction.set_rollback(True)
        hand_over_after_commit("tests.work")
    assert sent == [("tests.work",)]


def test_a_broker_that_is_down_is_logged_and_not_raised(alpha, monkeypatch, capsys, caplog):
    def refuse(*args, **options):
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app, "send_task", refuse)
    hand_over("tests.work", 7)
    assert "left_to_the_sweep" in caplog.text + capsys.readouterr().out
