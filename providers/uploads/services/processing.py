"""What happens to an upload in the background, a batch at a time.

Each batch is one transaction that also says how far the upload is: a worker that is killed loses one batch, and whoever
goes on starts there. One worker at a time is at a council's uploads, and the upload's row is locked while a batch is
written, so nothing is done twice.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.imports.errors import BadFile
from providers.imports.listing_csv.groups import group_rows
from providers.imports.listing_csv.sheets import read_sheet, table_of
from providers.imports.pipeline.outcomes import Outcome, Result, Rules, deltas_of
from providers.imports.report import Remark
from providers.imports.services.batches import BATCH, Bringer
from providers.listings.errors import ListingError
from providers.listings.models import Service
from providers.listings.permissions import user_can_edit_listing
from providers.review.services.submissions import submit
from providers.uploads.models import Goes, Status, Upload, UploadRow
from providers.uploads.services.undo import undo_rows
from providers.uploads.states import move
from tenants.accounts.roles import is_officer
from tenants.councils.locks import Lock, try_session_lock

logger = structlog.get_logger(__name__)
SLICE: Final = 30
"""Batches that one task works through before it lets the next upload have a turn."""

_NO_RIGHT: Final = "The person who asked for this may not change these listings any more."


def next_upload() -> Upload | None:
    """The upload whose turn it is: several of a council queue up."""
    working = Upload.objects.filter(status__in=[Status.CHECKING, Status.IMPORTING, Status.UNDOING])
    return working.order_by("started_at", "pk").first()


def work() -> bool:
    """Do a slice of the upload whose turn it is; whether there is more to do.

    A file that can't be read any more or a fault of ours stops the upload with a sentence; it can be gone on with.
    While another worker is at this council's uploads, this one has nothing to do.
    """
    with try_session_lock(Lock.UPLOADS) as alone:
        upload = next_upload() if alone else None
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
    if upload.status == Status.UNDOING:
        step: Callable[[Upload], bool] = undo_rows
    else:
        step = _Bringing(upload).step
    for _ in range(SLICE):
        with transaction.atomic():
            locked = (
                Upload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk, status=upload.status).first()
            )
            if locked is None or not step(locked):
                return


class _Bringing:
    """One file's listings, checked or saved batch by batch."""

    def __init__(self, upload: Upload) -> None:
        if not _still_may(upload):
            raise BadFile(_NO_RIGHT)
        with upload.file.open("rb") as file:
            table = table_of(read_sheet(file.read()), upload.mapping)
        self.columns = table.columns
        self.groups, self.rejected = group_rows(table.rows)
        if upload.organisation:
            self._refuse_others(upload.organisation.name)
        self.bringer = Bringer(self.columns, _rules_of(upload))

    def step(self, upload: Upload) -> bool:
        """Take the next batch of a locked upload; whether there are more."""
        checking = upload.status == Status.CHECKING
        if checking and upload.done == 0:
            upload.rows.all().delete()
            upload.total = len(self.groups)
            self._keep_rejected(upload)
        batch = self.groups[upload.done : upload.done + BATCH]
        results = self.bringer.look(batch) if checking else self.bringer.bring(batch)
        _keep(upload, upload.done, results, saved=not checking)
        upload.done += len(batch)
        more = upload.done < len(self.groups)
        if not more:
            _finish(upload)
        upload.save()
        return more

    def _refuse_others(self, name: str) -> None:
        """A provider's file names no organisation but its own."""
        kept = []
        for group in self.groups:
            said = group.rows[0].cells.get("organisation", "").strip().lstrip("'")
            if said and said.casefold() != name.casefold():
                reason = f"These are listings of “{name}”. Leave the organisation out, or upload for the other one."
                self.rejected += [Remark(row.number, "organisation", reason) for row in group.rows]
            else:
                kept.append(group)
        self.groups = kept

    def _keep_rejected(self, upload: Upload) -> None:
        by_row: dict[int, list[Remark]] = {}
        for remark in self.rejected:
            by_row.setdefault(remark.row, []).append(remark)
        UploadRow.objects.bulk_create(
            UploadRow(
                upload=upload,
                position=-number,
                number=number,
                outcome=UploadRow.Outcome.REJECTED,
                problems=[list(remark) for remark in remarks],
            )
            for number, remarks in by_row.items()
        )


def _keep(upload: Upload, start: int, results: Sequence[Result], *, saved: bool) -> None:
    """Write down what became of a batch, in place of what was expected of it."""
    positions = range(start, start + len(results))
    upload.rows.filter(position__in=positions).delete()
    sent = _send(upload, results) if saved and upload.goes == Goes.REVIEW else {}
    after = _after([result.service.pk for result in results if saved and result.service])
    rows = []
    for position, result in zip(positions, results, strict=True):
        service = result.service if saved else None
        first = result.group.rows[0]
        notes = [list(note) for note in result.notes]
        if service and service.pk in sent:
            notes.append([first.number, "", sent[service.pk]])
        rows.append(
            UploadRow(
                upload=upload,
                position=position,
                number=first.number,
                external_id=result.group.key,
                name=_name_of(result)[:255],
                outcome=result.outcome.value,
                saved=saved and result.outcome in (Outcome.CREATED, Outcome.UPDATED),
                problems=[list(problem) for problem in result.problems],
                notes=notes,
                changes=[list(delta) for delta in deltas_of(result)],
                service=service,
                before=_as_json(asdict(result.before)) if result.before else None,
                after=after.get(service.pk) if service else None,
            )
        )
    UploadRow.objects.bulk_create(rows)


def _send(upload: Upload, results: Sequence[Result]) -> dict[int, str]:
    """Send saved drafts to the council; gives why one couldn't be sent, by its service."""
    refused: dict[int, str] = {}
    assert upload.by is not None  # `_still_may` asked
    for result in results:
        if result.service is None:
            continue
        try:
            submit(user=upload.by, listing=Service.objects.get(pk=result.service.pk))
        except ListingError as error:
            refused[result.service.pk] = f"Saved, but not sent to the council: {error.message}"
    return refused


def _after(keys: Sequence[int]) -> Mapping[int, dict[str, Any]]:
    """What the listings are now that the upload has saved them."""
    columns = ("pk", "latest_revision_id", "live_revision_id", "live", "state__waiting_time")
    rows = Service.objects.filter(pk__in=keys).values_list(*columns)
    return {
        pk: {"revision": revision, "live_revision": live_revision, "live": live, "waiting_time": waiting}
        for pk, revision, live_revision, live, waiting in rows
    }


def _finish(upload: Upload) -> None:
    if upload.status == Status.CHECKING:
        move(upload, "checked")
        return
    move(upload, "finish")
    upload.finished_at = timezone.now()
    log(instance=upload, action="uploads.finish", user=upload.by, data={"listings": upload.total})


def _stop(upload: Upload, problem: str) -> None:
    with transaction.atomic():
        locked = Upload.objects.select_for_update().get(pk=upload.pk)
        if locked.working:
            move(locked, "stop")
            locked.problem = problem
            locked.save()


def _still_may(upload: Upload) -> bool:
    """Whether the person who asked still has the right: it may be a while since."""
    if upload.by is None:
        return False
    return user_can_edit_listing(upload.by, upload.organisation) if upload.organisation else is_officer(upload.by)


def _rules_of(upload: Upload) -> Rules:
    if upload.organisation:
        return Rules(publish=False, author=upload.by, organisation=upload.organisation)
    return Rules(publish=upload.goes == Goes.LIVE, publisher=upload.by)


def _name_of(result: Result) -> str:
    if result.plan:
        return result.plan.content.data.name
    return " ".join(result.group.rows[0].cells.get("name", "").split())


def _as_json(values: dict[str, Any]) -> dict[str, Any]:
    day = values.get("waiting_time_checked")
    return {**values, "waiting_time_checked": day.isoformat() if day else None}
