"""Asks for files of lists, makes them, and forgets them after a day.

Who begins says so in a commit of its own before the work, so that of two workers with the same message one begins. A
worker that dies says nothing more, and the sweep hands the file to another, three times at most.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import structlog
from django.core.files import File
from django.db import transaction
from django.db.models import F, Min
from django.utils import timezone
from wagtail.log_actions import log

from tenants.accounts.models import User
from tenants.councils.enqueue import enqueue, enqueue_after_commit
from tenants.councils.services.due_tasks import run_again, run_at, run_within
from tenants.exports.errors import ExportRefused
from tenants.exports.files import write_table
from tenants.exports.models import KEPT, Export, ExportQuerySet, FileType, Status
from tenants.exports.selectors import open_source
from tenants.exports.sources import Row, Source

MAKE_TASK: Final = "tenants.exports.tasks.make_export"
SWEEP_TASK: Final = "tenants.exports.tasks.sweep_exports"
PURGE_TASK: Final = "tenants.exports.tasks.purge_exports"
SWEPT_WITHIN: Final = timedelta(minutes=1)
AT_ONCE: Final = 500
"""So many entries are a file within the request; more would keep the person waiting without a word."""
TRIES: Final = 3
_CHUNK: Final = 250
_OUR_FAULT: Final = "Something went wrong on our side. Ask for the file again."
logger = structlog.get_logger(__name__)


@transaction.atomic
def ask_for_export(*, user: User, source: str, query: str, file_type: FileType) -> Export:
    """Make a list into a file: a short one now, a long one in the background. Raises ExportRefused."""
    wanted = open_source(user, source)
    total = len(wanted.keys(query))
    export = Export.objects.create(
        by=user, source=source, title=wanted.title, query=query, file_type=file_type, total=total
    )
    log(instance=export, action="exports.ask", user=user, data={"list": source, "query": query, "entries": total})
    run_at(PURGE_TASK, export.created_at + KEPT)
    if total <= AT_ONCE:
        make_export(export_id=export.pk)
        export.refresh_from_db()
    else:
        run_within(SWEEP_TASK, SWEPT_WITHIN)
        enqueue_after_commit(MAKE_TASK, export.pk)
    return export


def make_export(*, export_id: int) -> None:
    """Write the file, unless it is there or somebody is at it. What goes wrong is told to whoever asked."""
    begun = Export.objects.filter(pk=export_id).nobodys()
    if not begun.update(status=Status.WORKING, tries=F("tries") + 1, done=0, moved_at=timezone.now()):
        return
    export = Export.objects.select_related("by").get(pk=export_id)
    if export.tries > TRIES:
        _fail(export, _OUR_FAULT)
        return
    try:
        source = open_source(export.by, export.source)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "table"
            write_table(path, FileType(export.file_type), source.header, _rows(source, export))
            _finish(export, path)
    except ExportRefused as refusal:
        _fail(export, refusal.message)
    except Exception:
        logger.exception("export_failed", export=str(export.uuid))
        _fail(export, _OUR_FAULT)


def note_taken(*, user: User, export: Export) -> None:
    """Note in the audit trail that a person takes the file away."""
    log(instance=export, action="exports.take", user=user, data={"list": export.source, "entries": export.total})


def enqueue_left() -> int:
    """Hand over what a dead broker or worker left, and come again while any isn't finished; gives how many."""
    left = list(Export.objects.nobodys().values_list("pk", flat=True))
    for key in left:
        enqueue(MAKE_TASK, key)
    if Export.objects.unfinished().exists():
        run_again(SWEEP_TASK, timezone.now() + SWEPT_WITHIN)
    return len(left)


def purge_exports() -> int:
    """Delete files that were kept for a day; gives how many. Twice is fine."""
    outdated = list(Export.objects.outdated())
    for export in outdated:
        if export.file:
            export.file.delete(save=False)
        export.delete()
    if oldest := Export.objects.aggregate(first=Min("created_at"))["first"]:
        run_again(PURGE_TASK, max(oldest + KEPT, timezone.now() + SWEPT_WITHIN))
    return len(outdated)


def _rows(source: Source, export: Export) -> Iterator[Row]:
    """The rows as they are now, saying from time to time how far they are."""
    keys = source.keys(export.query)
    for start in range(0, len(keys), _CHUNK):
        yield from source.rows(keys[start : start + _CHUNK])
        _still_mine(export).update(done=min(start + _CHUNK, len(keys)), total=len(keys), moved_at=timezone.now())


def _still_mine(export: Export) -> ExportQuerySet:
    """The row, unless another worker took it for left and began anew."""
    return Export.objects.filter(pk=export.pk, status=Status.WORKING, tries=export.tries)


@transaction.atomic
def _finish(export: Export, path: Path) -> None:
    locked = _still_mine(export).select_for_update(of=("self",)).first()
    if locked is None:
        return
    with path.open("rb") as file:
        locked.file.save(locked.file_name, File(file), save=False)
    locked.status, locked.moved_at = Status.DONE, timezone.now()
    locked.save(update_fields=["file", "status", "moved_at"])


def _fail(export: Export, problem: str) -> None:
    _still_mine(export).update(status=Status.FAILED, problem=problem)
