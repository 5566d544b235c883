"""Works through uploads in the background, a batch at a time.

Each batch is one transaction that also says how far the upload is: a worker that is killed loses one batch, and whoever
goes on starts there. One worker at a time is at a council's uploads, and the upload's row is locked while a batch is
written, so nothing is done twice.
"""

from collections.abc import Callable
from typing import Final

import structlog
from django.db import transaction

from providers.imports.errors import BadFile
from providers.listings.errors import ListingError
from providers.uploads.models import Status, Upload
from providers.uploads.services.file_import import FileImport
from providers.uploads.services.undo import undo_rows
from providers.uploads.states import move
from tenants.councils.locks import Lock, try_session_lock

logger = structlog.get_logger(__name__)
SLICE: Final = 30
"""Batches that one task works through before it lets the next upload have a turn."""


def next_upload() -> Upload | None:
    """The upload to work on next: several of a council queue up."""
    working = Upload.objects.filter(status__in=[Status.CHECKING, Status.IMPORTING, Status.UNDOING])
    return working.order_by("started_at", "pk").first()


def work() -> bool:
    """Do a slice of the next upload's work; whether there is more to do.

    A file that can't be read any more or a fault of ours stops the upload with a sentence; it can be resumed.
    While another worker is at this council's uploads, this one has nothing to do.
    """
    with try_session_lock(Lock.UPLOADS) as held:
        upload = next_upload() if held else None
        if upload is None:
            return False
        _work_on(upload)
        return next_upload() is not None


def _work_on(upload: Upload) -> None:
    try:
        _slice(upload)
    except (BadFile, ListingError) as error:
        _stop(upload, str(error))
    except Exception:
        logger.exception("upload_failed", upload=str(upload.uuid))
        _stop(upload, "Something went wrong on our side. Nothing is lost: go on, or tell the council.")


def _slice(upload: Upload) -> None:
    step: Callable[[Upload], bool] = undo_rows if upload.status == Status.UNDOING else FileImport(upload).step
    for _ in range(SLICE):
        with transaction.atomic():
            locked = (
                Upload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk, status=upload.status).first()
            )
            if locked is None or not step(locked):
                return


def _stop(upload: Upload, problem: str) -> None:
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.working:
            move(locked, "stop")
            locked.problem = problem
            locked.save()
