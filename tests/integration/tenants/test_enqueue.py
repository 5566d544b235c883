"""What is handed to a worker goes after the commit, once, and its failure is nobody's but the log's."""

import pytest
from django.db import transaction

from tenants.councils.enqueue import enqueue, enqueue_after_commit

pytestmark = pytest.mark.django_db


def test_each_message_goes_once_and_after_the_commit(alpha, broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in (1, 1, 2):
            enqueue_after_commit("tests.work", number)
        enqueue_after_commit("tests.other", 1)
        assert broker.messages == []
    assert broker.messages == [("tests.work", 1), ("tests.work", 2), ("tests.other", 1)]


def test_what_was_asked_for_and_rolled_back_is_asked_for_anew(alpha, broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            enqueue_after_commit("tests.work")
            transaction.set_rollback(True)
        enqueue_after_commit("tests.work")
    assert broker.messages == [("tests.work",)]


def test_a_broker_that_is_down_is_logged_and_not_raised(alpha, broker, capsys, caplog):
    broker.problem = ConnectionError("no broker")
    enqueue("tests.work", 7)
    assert "left_to_the_sweep" in caplog.text + capsys.readouterr().out
