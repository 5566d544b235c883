"""Background work on uploads, on a queue of its own: no other council's publishing waits behind a large file."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from providers.uploads.services.uploads import STANDS_STILL, SWEEP_TASK, WORK_TASK, purge_uploads
from providers.uploads.services.worker import next_upload, work
from tenants.councils.enqueue import enqueue
from tenants.councils.services.due_tasks import run_again
from tenants.councils.tasks import CouncilTask


@shared_task
def work_on_uploads() -> None:
    """Do a slice of this council's work, then queue up again, so that councils take turns. May run twice."""
    if work():
        enqueue(WORK_TASK)


@shared_task(base=CouncilTask, every=timedelta(hours=6), lease=timedelta(minutes=1))
def sweep_uploads() -> None:
    """Go on with what a killed worker or a dead broker left, and come again while there is an upload to work on."""
    upload = next_upload()
    if upload is None:
        return
    if upload.moved_at < timezone.now() - STANDS_STILL:
        enqueue(WORK_TASK)
    run_again(SWEEP_TASK, timezone.now() + STANDS_STILL)


@shared_task(base=CouncilTask, every=timedelta(days=1))
def purge_old_uploads() -> int:
    """Drop old files. Returns how many."""
    return purge_uploads()
