"""A large file in a real worker: it is killed half-way, and another council publishes meanwhile."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from celery import current_app
from django.conf import settings as django_settings
from wagtail.models import Revision

from providers.imports.foreign.guessing import guess_mapping
from providers.listings.models import Service
from providers.uploads import tasks
from providers.uploads.models import Goes, Status, Upload
from providers.uploads.services import uploads
from search.index.models import SearchRow
from tenants.councils.scope import council_scope
from tests import databases
from tests.factories import PersonFactory, ServiceFactory
from tests.integration.uploads.conftest import csv_of, run

ROWS = 1200
TRIES = 12_000
ROOT = Path(__file__).resolve().parents[3]


def own_broker():
    """A database of the broker that no other worker listens to."""
    server, _, number = django_settings.CELERY_BROKER_URL.rpartition("/")
    return f"{server}/{int(number) + 17}"


@pytest.fixture
def own_worker(monkeypatch):
    """What is handed over reaches this test's own worker."""
    send_task = current_app.send_task

    def send(name, **options):
        with current_app.connection_for_write(own_broker()) as broker:
            send_task(name, **options, connection=broker)

    monkeypatch.setattr(current_app, "send_task", send)


@contextmanager
def bulk_worker(media):
    """A worker for the queue of large files, on this test's database; killed at the end."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "localoffer.settings.local",
        "DATABASE_URL": databases.serving_url(),
        "DATABASE_OWNER_URL": "",
        "CELERY_BROKER_URL": own_broker(),
        "MEDIA_ROOT": str(media),
        "ELASTICSEARCH_URL": "",
    }
    command = ["celery", "--app", "localoffer.celery", "worker", "--queues", "bulk", "--pool", "solo"]
    with (media.parent / "worker.log").open("ab") as log:
        process = subprocess.Popen(
            [Path(sys.executable).parent / command[0], *command[1:]],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def wait_until(upload, condition):
    for _ in range(TRIES):
        upload.refresh_from_db()
        if condition(upload):
            return
        Event().wait(0.05)
    pytest.fail(f"It never came: {upload.status}, {upload.done} of {upload.total}. {upload.problem}")


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_nothing_and_keeps_nobody_waiting(councils, own_worker, media, monkeypatch):
    rows = [{"external_id": f"k{number}", "name": f"Club {number}", "summary": "Fun"} for number in range(ROWS)]
    with council_scope("alpha"):
        officer = PersonFactory(officer=True)
        upload = uploads.start_upload(user=officer, organisation=None, name="many.csv", content=csv_of(*rows))
        uploads.check_upload(user=officer, upload=upload, mapping=guess_mapping(upload.header), goes=Goes.LIVE)
        run()
        uploads.confirm_upload(user=officer, upload=upload)
        with bulk_worker(media) as worker:
            wait_until(upload, lambda it: it.done >= 100)
            with council_scope("beta"):
                other = ServiceFactory(approved=True, name="Beta’s own")
                assert SearchRow.objects.filter(body__name="Beta’s own").exists()
            upload.refresh_from_db()
            assert upload.status == Status.IMPORTING, "The other council published only after the whole file."
            os.killpg(worker.pid, signal.SIGKILL)
        upload.refresh_from_db()
        assert 100 <= upload.done < ROWS
        assert Service.objects.count() == upload.done
        monkeypatch.setattr(tasks, "STANDS_STILL", timedelta())
        tasks.sweep_uploads()
        with bulk_worker(media):
            wait_until(upload, lambda it: it.status == Status.DONE)
        assert Service.objects.filter(live=True).count() == ROWS
        assert Revision.objects.for_instance(Service.objects.first()).count() == 1
        assert SearchRow.objects.filter(deleted=False).count() == ROWS
        assert Upload.objects.get().rows.filter(saved=True).count() == ROWS
    with council_scope("beta"):
        other.refresh_from_db()
        assert (other.live, Service.objects.count()) == (True, 1)
