"""A task runs in the council that sent it, or not at all: on a real worker, with a real broker."""

import os
import subprocess
import sys
import uuid
from datetime import timedelta

import pytest
from celery import shared_task
from django.db import connection
from django.utils import timezone
from redis import Redis

from localoffer.celery import MOST_LATE_SECONDS, app
from tenants.councils import tasks
from tenants.councils.errors import UnknownCouncil
from tenants.councils.models import DueTask
from tenants.councils.scope import council_scope
from tests import databases


@shared_task(name="tests.where")
def where():
    """Say where it runs."""
    return connection.schema_name


@shared_task(name="tests.where_in_public", in_public=True)
def where_in_public():
    """Say where it runs."""
    return connection.schema_name


@pytest.fixture
def eager(settings):
    app.conf.task_always_eager = True
    app.conf.task_eager_propagates = True
    yield
    app.conf.task_always_eager = False
    app.conf.task_eager_propagates = False


def test_a_task_runs_in_the_council_that_sent_it(councils, eager):
    with council_scope("alpha"):
        result = where.delay()
    assert result.get() == "alpha"


def test_sending_without_a_council_is_refused(councils, eager):
    with pytest.raises(UnknownCouncil):
        where.delay()


@pytest.mark.parametrize("header", [{"_schema_name": s} for s in ("gone", "public", "template", "", None)] + [{}])
def test_a_message_of_no_council_never_runs(councils, header):
    result = where.apply(headers=header)

    assert result.state == "FAILURE"
    assert isinstance(result.result, UnknownCouncil)


def test_called_as_a_function_it_needs_an_open_council(councils):
    with pytest.raises(UnknownCouncil):
        where()
    with council_scope("beta"):
        assert where() == "beta"


def test_a_task_about_no_council_runs_in_public_wherever_it_is_sent(alpha, eager):
    assert where_in_public.delay().get() == "public"
    assert connection.schema_name == "alpha"


def test_every_task_of_ours_keeps_the_fail_closed_base():
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]

    assert ours
    assert all(isinstance(task, tasks.CouncilTask) for task in ours)


def test_everything_beat_sends_exists_and_is_about_all_councils(db):
    app.loader.import_default_modules()

    assert app.conf.beat_schedule
    for entry in app.conf.beat_schedule.values():
        assert app.tasks[entry["task"]].in_public
        assert entry["options"]["expires"] == max(entry["schedule"], MOST_LATE_SECONDS)


@pytest.fixture
def queue():
    """A queue of this test alone on the real broker."""
    name = f"test-{uuid.uuid4().hex}"
    yield name
    broker = Redis.from_url(app.conf.broker_url)
    broker.delete(name, f"{name}.seen")
    broker.close()


WORKER = """
import os, sys
from datetime import timedelta
import django
django.setup()
from celery import shared_task
from django.db import connection
from redis import Redis
from localoffer.celery import MOST_LATE_SECONDS, app

@shared_task(name="tests.note_schema", every=timedelta(hours=1))
def note_schema(queue, last=False):
    broker = Redis.from_url(app.conf.broker_url)
    broker.rpush(queue + ".seen", "stop" if last else connection.schema_name)
    if last:
        app.control.shutdown(destination=[sys.argv[2]])

app.worker_main(["worker", "--pool", "solo", "--queues", sys.argv[1], "--hostname", sys.argv[2], "--loglevel", "ERROR",
    "--without-gossip", "--without-mingle", "--without-heartbeat"])
"""


@pytest.mark.django_db(transaction=True)
def test_on_a_real_worker_a_message_without_a_known_council_runs_nowhere_and_a_claim_ends_with_its_run(councils, queue):
    def send(header, **kwargs):
        app.send_task("tests.note_schema", args=[queue], kwargs=kwargs, queue=queue, headers=header)

    claimed_until = timezone.now() + timedelta(minutes=10)
    for at in (claimed_until, claimed_until + timedelta(minutes=1)):
        DueTask.objects.create(
            council=councils.alpha, task="tests.note_schema", due_at=timezone.now(), claimed_until=at
        )
    send({})
    send({"_schema_name": "gone"})
    send({"_schema_name": "template"})
    with council_scope("beta"):
        send(None)
    send({"_schema_name": "alpha", "_claimed_until": claimed_until.isoformat()})
    send({"_schema_name": "alpha"}, last=True)

    environment = {**os.environ, "DATABASE_URL": databases.serving_url()}
    command = [sys.executable, "-W", "ignore", "-c", WORKER, queue, f"{queue}@test"]
    finished = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=300)
    broker = Redis.from_url(app.conf.broker_url, decode_responses=True)
    seen = broker.lrange(f"{queue}.seen", 0, -1)
    broker.close()

    assert seen == ["beta", "alpha", "stop"], finished.stderr
    assert finished.stderr.count("UnknownCouncil") >= 3
    left = DueTask.objects.filter(task="tests.note_schema").values_list("claimed_until", flat=True)
    assert set(left) == {claimed_until + timedelta(minutes=1)}
