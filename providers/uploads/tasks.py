"""Background work on uploads, on a queue of its own: no other council's publishing waits behind a large file."""

from datetime import timedelta
from typing import Final

from celery import shared_task
from django.utils import timezone

from providers.uploads.services.processing import next_upload, work
from providers.uploads.services.uploads import WORK_TASK, purge_uploads
from tenants.councils.enqueue import hand_over

STANDS_STILL: Final = timedelta(minutes=2)
"""Longer than a batch takes: an upload that hasn't got further since has nobody at it."""


@shared_task
def work_on_uploads() -> None:
    """Do a slice of this council's work, then queue up again, so that councils take turns. May run twice."""
    if work():
        hand_over(WORK_TASK)


@shared_task
def sweep_uploads() -> None:
    """Go on with what a killed worker or a dead broker left."""
    upload = next_upload()
    if upload is not None and upload.moved_at < timezone.now() - STANDS_STILL:
        hand_over(WORK_TASK)


@shared_task
def purge_old_uploads() -> int:
    """Drop old files. Returns how many."""
    return purge_uploads()
