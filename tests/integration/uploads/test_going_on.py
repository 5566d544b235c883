"""Faults, killed workers and other uploads: each upload goes on where it stopped, one at a time."""

from datetime import timedelta

import psycopg
import pytest
from django.db import connection
from django.utils import timezone

from providers.imports.services import batches
from providers.listings.models import Service
from providers.uploads import tasks
from providers.uploads.models import Status, Upload
from providers.uploads.services import file_import, uploads, worker
from tenants.councils.locks import Lock
from tests.integration.uploads.conftest import CLUB, GROUP, run


def test_a_worker_killed_half_way_goes_on_where_it_was(owls, run_upload, monkeypatch):
    rows = [{"external_id": f"k{number}", "name": f"Club {number}"} for number in range(7)]
    monkeypatch.setattr(file_import, "BATCH", 2)
    upload = run_upload(owls, *rows, confirm=False)
    uploads.confirm_upload(user=owls.person, upload=upload)
    save_batch, sizes = batches.Importer.save, []

    def die_in_the_third(self, groups):
        results = save_batch(self, groups)
        sizes.append(len(results))
        if len(sizes) == 3:
            raise SystemExit  # as a kill: nobody catches it, and its transaction is gone
        return results

    monkeypatch.setattr(batches.Importer, "save", die_in_the_third)
    with pytest.raises(SystemExit):
        worker.work()
    upload.refresh_from_db()
    assert (upload.status, upload.done, Service.objects.count()) == (Status.IMPORTING, 4, 4)
    run()
    upload.refresh_from_db()
    assert (upload.status, Service.objects.count()) == (Status.DONE, 7)
    assert upload.rows.filter(saved=True).count() == 7
    assert {service.revisions.count() for service in Service.objects.all()} == {1}


def test_two_workers_are_not_at_one_councils_uploads_at_once(council, owls, run_upload):
    upload = run_upload(owls, CLUB, confirm=False)
    uploads.confirm_upload(user=owls.person, upload=upload)
    at = {name: connection.settings_dict[name.upper()] or None for name in ("host", "port", "user", "password")}
    with psycopg.connect(**at, dbname=connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_lock(%s, %s)", [Lock.UPLOADS, council.pk])
        assert worker.work() is False
        assert not Service.objects.exists()
        # A closed connection's lock is free only when its server process has ended.
        other.execute("SELECT pg_advisory_unlock(%s, %s)", [Lock.UPLOADS, council.pk])
    run()
    assert Service.objects.count() == 1


def test_only_an_upload_that_stands_still_is_handed_over_again(owls, run_upload, monkeypatch):
    sent = []
    monkeypatch.setattr(tasks, "enqueue", sent.append)
    upload = run_upload(owls, CLUB, confirm=False)
    uploads.confirm_upload(user=owls.person, upload=upload)
    tasks.sweep_uploads()
    assert sent == []
    Upload.objects.update(moved_at=timezone.now() - timedelta(minutes=3))
    tasks.sweep_uploads()
    run()
    tasks.sweep_uploads()
    assert sent == [uploads.WORK_TASK]


def test_a_fault_stops_it_and_go_on_finishes_it(owls, run_upload, monkeypatch):
    upload = run_upload(owls, CLUB, GROUP, confirm=False)
    uploads.confirm_upload(user=owls.person, upload=upload)
    with monkeypatch.context() as broken:
        broken.setattr(batches.Importer, "save", lambda self, groups: 1 / 0)
        run()
    upload.refresh_from_db()
    assert (upload.status, upload.stopped_in) == (Status.STOPPED, Status.IMPORTING)
    assert "Nothing is lost" in upload.problem
    uploads.resume_upload(user=owls.person, upload=upload)
    run()
    upload.refresh_from_db()
    assert (upload.status, Service.objects.count()) == (Status.DONE, 2)


def test_several_uploads_of_a_council_wait_for_each_other(owls, larks, run_upload):
    first, second = (
        run_upload(who, {**CLUB, "external_id": who.organisation.name}, confirm=False) for who in (owls, larks)
    )
    uploads.confirm_upload(user=larks.person, upload=second)
    uploads.confirm_upload(user=owls.person, upload=first)
    assert worker.next_upload() == second
    run()
    assert set(Upload.objects.values_list("status", flat=True)) == {Status.DONE}
