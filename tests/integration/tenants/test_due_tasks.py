"""Councils get the tasks that they need and no others: on the real table, with a real broker."""

import threading
from datetime import datetime, timedelta

import pytest
from celery import shared_task
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.celery import app
from tenants.councils.errors import UnknownCouncil
from tenants.councils.messages import CLAIM, HEADER
from tenants.councils.models import Council, DueTask
from tenants.councils.scope import council_scope
from tenants.councils.services.councils import resume_council, suspend_council
from tenants.councils.services.due_tasks import (
    FIRST_RUN_WITHIN,
    KNOWN_FOR,
    claim_due_tasks,
    run_again,
    run_at,
    run_now_in,
    run_within,
)
from tenants.councils.tasks import dispatch_due_tasks, regular_tasks
from tests.integration.dispatching import deliver, end_leases, settle, soon, take_messages

TASK = "tests.needed"
HOUR = timedelta(hours=1)
ran = []


class Broken(Exception):
    """What a run of the test's task may raise."""


@shared_task(name=TASK, every=HOUR, lease=timedelta(minutes=1))
def needed(*, fails=False):
    """Say where it runs; perhaps fail."""
    if fails:
        raise Broken
    ran.append(connection.schema_name)


@pytest.fixture(autouse=True)
def settled(councils):
    """Both councils have all their regular tasks, and none of them is due today."""
    ran.clear()
    settle()


def names(messages):
    return [message[:2] for message in messages]


def rows(task=TASK):
    return soon().filter(task=task)


def test_an_idle_council_gets_no_message():
    assert dispatch_due_tasks() == 0
    assert take_messages() == []


def test_only_the_council_that_needs_a_task_gets_it_and_once(alpha):
    for _ in range(3):
        run_at(TASK, timezone.now())
        run_at(TASK, timezone.now() - HOUR)
    assert dispatch_due_tasks() == 1
    assert names(take_messages()) == [("alpha", TASK)]
    assert dispatch_due_tasks() == 0


def test_what_is_needed_later_is_not_sent_before(alpha):
    run_at(TASK, timezone.now() + HOUR)
    assert dispatch_due_tasks() == 0
    rows().update(due_at=timezone.now())
    assert dispatch_due_tasks() == 1


def test_however_much_is_written_within_a_span_all_of_it_is_due_at_its_end(alpha):
    before, span = timezone.now(), timedelta(minutes=7)
    run_within(TASK, span)
    due = rows().get().due_at
    assert before < due <= timezone.now() + span
    assert due.timestamp() % span.total_seconds() == 0


def test_a_transaction_adds_one_row_however_often_it_asks(alpha):
    at = timezone.now()
    with transaction.atomic():
        for _ in range(5):
            run_at(TASK, at)
    assert rows().count() == 1


def test_what_was_asked_for_and_rolled_back_is_asked_for_anew(alpha):
    at = timezone.now()
    with transaction.atomic():
        run_at(TASK, at)
        transaction.set_rollback(True)
    assert not rows().exists()
    run_at(TASK, at)
    assert rows().count() == 1


def test_nothing_can_be_asked_for_outside_a_council():
    with pytest.raises(UnknownCouncil):
        run_at(TASK, timezone.now())


def test_suspended_councils_and_the_template_get_nothing_and_a_resumed_one_everything(councils):
    template = Council.objects.get(schema_name="template")
    DueTask.objects.create(council=template, task=TASK, due_at=timezone.now())
    suspend_council(slug="beta")
    DueTask.objects.create(council=councils.beta, task=TASK, due_at=timezone.now())
    assert dispatch_due_tasks() == 0
    resume_council(slug="beta")
    dispatch_due_tasks()
    assert sorted(names(take_messages())) == sorted(("beta", each.task) for each in regular_tasks())


def test_a_new_council_gets_every_regular_task_within_minutes():
    made = Council.objects.create(slug="gamma", schema_name="gamma", name="Gamma", gss_codes=["E06000099"])
    dispatch_due_tasks()
    enrolled = DueTask.objects.filter(council=made)
    assert sorted(enrolled.values_list("task", flat=True)) == sorted(each.task for each in regular_tasks())
    assert not enrolled.filter(due_at__gt=timezone.now() + FIRST_RUN_WITHIN).exists()
    assert {schema for schema, *_ in take_messages()} <= {"gamma"}


def test_a_row_that_is_due_too_late_does_not_stand_for_a_regular_run(alpha):
    DueTask.objects.filter(task=TASK).update(due_at=timezone.now() + 2 * KNOWN_FOR)
    dispatch_due_tasks()
    dispatch_due_tasks()
    assert max(each.every for each in regular_tasks()) <= KNOWN_FOR
    in_time = DueTask.objects.filter(task=TASK, due_at__lte=timezone.now() + FIRST_RUN_WITHIN)
    assert in_time.count() == Council.objects.exclude(schema_name="template").count()


def test_every_regular_task_is_sent_to_the_queue_that_its_route_names(alpha):
    for each in regular_tasks():
        run_at(each.task, timezone.now())
    assert dispatch_due_tasks() == len(regular_tasks())
    assert sorted(names(take_messages())) == sorted(("alpha", each.task) for each in regular_tasks())


def test_a_message_that_is_lost_is_sent_again_once_its_lease_has_ended(alpha):
    run_at(TASK, timezone.now())
    dispatch_due_tasks()
    take_messages()  # emptied: nobody ever gets it
    assert dispatch_due_tasks() == 0
    end_leases()
    assert dispatch_due_tasks() == 1
    deliver(*take_messages())
    end_leases()
    assert (dispatch_due_tasks(), ran) == (0, ["alpha"])


def test_a_message_expires_when_the_next_is_sent(alpha):
    run_at(TASK, timezone.now())
    dispatch_due_tasks()
    [(_, _, headers)] = take_messages()
    assert headers["expires"] == headers[CLAIM]
    assert DueTask.objects.get(claimed_until=datetime.fromisoformat(headers[CLAIM])).council.slug == "alpha"


def test_a_run_that_ends_well_forgets_what_it_was_sent_for_and_the_next_is_within_its_time(alpha):
    DueTask.objects.filter(task=TASK, council=alpha).update(due_at=timezone.now())
    dispatch_due_tasks()
    before = timezone.now()
    deliver(*take_messages())
    [left] = DueTask.objects.filter(task=TASK, council=alpha)
    assert left.claimed_until is None
    assert before + 0.9 * HOUR <= left.due_at <= timezone.now() + HOUR


def test_a_run_that_fails_is_sent_again_after_the_lease(alpha):
    run_at(TASK, timezone.now())
    dispatch_due_tasks()
    assert deliver(*take_messages(), fails=True).state == "FAILURE"
    assert dispatch_due_tasks() == 0
    end_leases()
    assert dispatch_due_tasks() == 1


def test_what_is_asked_for_during_a_run_is_run_again(alpha):
    run_at(TASK, timezone.now())
    dispatch_due_tasks()
    run_at(TASK, timezone.now())
    deliver(*take_messages())
    assert dispatch_due_tasks() == 1


def test_a_run_whose_lease_ended_takes_nothing_from_the_one_that_was_sent_since(alpha):
    run_at(TASK, timezone.now())
    dispatch_due_tasks()
    late = take_messages()
    end_leases()
    dispatch_due_tasks()
    deliver(*late)
    end_leases()
    assert dispatch_due_tasks() == 1


def test_a_task_comes_again_once_however_often_it_says_so_but_for_what_is_claimed(alpha):
    at = timezone.now() + HOUR
    for _ in range(2):
        run_again(TASK, at)
        run_again(TASK, at + HOUR)
    assert rows().count() == 1
    run_again(TASK, timezone.now())
    dispatch_due_tasks()
    run_again(TASK, timezone.now())
    assert rows().count() == 3


def test_councils_that_are_told_all_at_once_get_the_task_unless_it_is_due_there(councils):
    for _ in range(2):
        run_now_in(TASK, [councils.alpha.pk, councils.beta.pk])
    assert rows().count() == 2
    dispatch_due_tasks()
    assert names(take_messages()) == [("alpha", TASK), ("beta", TASK)]


def test_a_message_that_cannot_be_sent_holds_up_no_other(councils, monkeypatch):
    run_now_in(TASK, [councils.alpha.pk, councils.beta.pk])
    send = app.send_task

    def refuse_alpha(name, *, headers, **options):
        if headers[HEADER] == "alpha":
            raise ConnectionError("no broker")
        return send(name, headers=headers, **options)

    monkeypatch.setattr(app, "send_task", refuse_alpha)
    assert dispatch_due_tasks() == 1
    assert names(take_messages()) == [("beta", TASK)]
    end_leases()
    monkeypatch.undo()
    dispatch_due_tasks()
    assert ("alpha", TASK) in names(take_messages())


def test_a_task_of_a_newer_version_waits_for_a_dispatcher_that_knows_it(alpha):
    run_at("tests.not_yet", timezone.now())
    assert dispatch_due_tasks() == 0
    assert rows("tests.not_yet").count() == 1


def test_statements_are_as_many_for_many_councils_as_for_two():
    def statements():
        with CaptureQueriesContext(connection) as context:
            dispatch_due_tasks()
        return len(context)

    few = statements()
    Council.objects.bulk_create(
        Council(slug=f"c{number}", schema_name=f"c{number}", name=str(number), gss_codes=[]) for number in range(40)
    )
    assert statements() == few
    DueTask.objects.update(due_at=timezone.now())
    assert statements() == few
    assert len(take_messages()) >= 42 * len(regular_tasks())


class Faults:
    """Messages that wait, which councils have asked for anything, and what no run has done since it was asked for."""

    def __init__(self):
        self.asked, self.undone, self.waiting = set(), set(), []

    def ask(self, slug):
        with council_scope(slug):
            run_at(TASK, timezone.now())
        self.asked.add(slug)
        self.undone.add(slug)

    def dispatch(self, slug):
        dispatch_due_tasks()
        sent = take_messages()
        assert {schema for schema, *_ in sent} <= self.asked
        self.waiting += sent

    def lose(self, slug):
        self.waiting = [message for message in self.waiting if message[0] != slug]

    def run(self, slug):
        self._take(slug)
        self.undone.discard(slug)

    def fail(self, slug):
        self._take(slug, fails=True)

    def end_leases(self, slug):
        end_leases()

    def suspend(self, slug):
        suspend_council(slug=slug)

    def resume(self, slug):
        resume_council(slug=slug)
        DueTask.objects.exclude(task=TASK).update(due_at=timezone.now() + timedelta(days=1))

    def _take(self, slug, **kwargs):
        for message in [message for message in self.waiting if message[0] == slug]:
            self.waiting.remove(message)
            deliver(message, **kwargs)


STEPS = st.tuples(
    st.sampled_from(["ask", "dispatch", "lose", "run", "fail", "end_leases", "suspend", "resume"]),
    st.sampled_from(["alpha", "beta"]),
)
AT_LAST = [
    ("resume", "alpha"),
    ("resume", "beta"),
    ("end_leases", ""),
    ("dispatch", ""),
    ("run", "alpha"),
    ("run", "beta"),
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=25))
def test_all_that_was_asked_for_is_done_whatever_is_lost_and_nothing_else_is(steps):
    with transaction.atomic():
        DueTask.objects.filter(task=TASK).delete()
        faults = Faults()
        for name, slug in [*steps, *AT_LAST]:
            getattr(faults, name)(slug)
            rows().filter(due_at__gt=timezone.now()).delete()  # the next regular run
            assert faults.undone <= set(rows().values_list("council__slug", flat=True))
        assert not faults.undone
        assert not rows().exists()
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_at_once_send_nothing_twice(councils):
    run_now_in(TASK, [councils.alpha.pk, councils.beta.pk])
    claimed, go_on, first = threading.Event(), threading.Event(), []

    def claim_and_wait():
        try:
            with transaction.atomic():
                first.extend(claim_due_tasks(regular_tasks()))
                claimed.set()
                go_on.wait(60)
        finally:
            connection.close()

    other = threading.Thread(target=claim_and_wait)
    other.start()
    assert claimed.wait(60)
    assert claim_due_tasks(regular_tasks()) == []
    go_on.set()
    other.join(60)
    assert claim_due_tasks(regular_tasks()) == []
    assert [each.schema_name for each in first] == ["alpha", "beta"]


@pytest.mark.django_db(transaction=True)
def test_writers_of_one_council_never_wait_for_each_other(councils):
    at = timezone.now() - HOUR
    asked, go_on = threading.Event(), threading.Event()

    def ask_and_wait():
        try:
            with council_scope("alpha"), transaction.atomic():
                run_at(TASK, at)
                asked.set()
                go_on.wait(60)
        finally:
            connection.close()

    other = threading.Thread(target=ask_and_wait)
    other.start()
    try:
        assert asked.wait(60)
        with council_scope("alpha"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '100ms'")
            run_at(TASK, at)
        assert claim_due_tasks(regular_tasks())
    finally:
        go_on.set()
        other.join(60)
    assert len(claim_due_tasks(regular_tasks())) == 1  # the other's, once it was committed
