"""Undoes an upload: each listing becomes what it was, unless somebody changed it since.

Plain ones together (`bulk_undo`); what needs more care than that, one by one.
"""

from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.models import Revision

from providers.listings.data import ServiceData
from providers.listings.errors import ListingError
from providers.listings.models import Organisation, Service
from providers.listings.services.listings import change_owner, lock_listing, save_draft
from providers.listings.ties import ties_of
from providers.review.publication import Need
from providers.review.selectors import current_submission
from providers.review.services.council_versions import publish_or_send, withdraw_from_council
from providers.review.services.state_notes import say_waiting_time
from providers.review.services.submissions import submit, withdraw
from providers.uploads.models import Goes, Upload, UploadRow
from providers.uploads.services.bulk_undo import is_untouched, repeats, undo_plain_rows
from providers.uploads.states import move
from tenants.accounts.models import User

BATCH: Final = 100
_CHANGED: Final = "It was changed after the upload, so it stays as it is now."
_SENT: Final = "What it was before is sent to the council. Families see it once it is approved."
_GONE: Final = "It is not there any more."
_NOT_KEPT: Final = "What it was before is not kept any more."
_NOT_VALID: Final = "What it was before can't be saved any more, as a listing must say more today."


class _LeaveIt(Exception):
    """A listing that stays as it is; the message says why."""


def undo_rows(upload: Upload) -> bool:
    """Undo the next listings of a locked upload; whether there are more."""
    waiting = list(upload.rows.filter(saved=True, undone="").order_by("-position")[:BATCH])
    undo_plain_rows(upload, waiting)
    for row in waiting:
        if not row.undone:
            _undo_alone(upload, row)
    UploadRow.objects.bulk_update(waiting, ["undone", "undone_note"])
    upload.done += len(waiting)
    more = upload.rows.filter(saved=True, undone="").exists()
    if not more:
        move(upload, "undone")
        log(instance=upload, action="uploads.undo", user=upload.undone_by, data={"listings": upload.total})
    upload.save()
    return more


def _undo_alone(upload: Upload, row: UploadRow) -> None:
    try:
        with transaction.atomic():
            row.undone = _undo(upload, row)
    except _LeaveIt as reason:
        row.undone, row.undone_note = UploadRow.Undone.LEFT, str(reason)
    except ListingError as refused:
        row.undone, row.undone_note = UploadRow.Undone.LEFT, refused.message[:300]
    except ValidationError:
        row.undone, row.undone_note = UploadRow.Undone.LEFT, _NOT_VALID


def _undo(upload: Upload, row: UploadRow) -> UploadRow.Undone:
    if row.service is None or row.after is None:
        raise _LeaveIt(_GONE)
    service = lock_listing(row.service)
    _withdraw_from_review(upload, service, row.after)
    service.refresh_from_db()
    if not is_untouched(upload, row, service):
        raise _LeaveIt(_CHANGED)
    if row.outcome == UploadRow.Outcome.CREATED:
        if tie := ties_of([service]).get(service.pk):
            raise _LeaveIt(f"It stays as it is now: since the upload {tie}.")
        log(instance=service, action="uploads.remove", user=upload.undone_by, data={"upload": str(upload.uuid)})
        service.delete()
        return UploadRow.Undone.REMOVED
    if row.before is None:
        raise _LeaveIt(_NOT_KEPT)
    row.undone_note = _restore(upload, service, row.before)
    service.refresh_from_db(fields=["live_revision"])
    noted = {"upload": str(upload.uuid), **repeats(service, row.before["live_revision"])}
    log(instance=service, action="uploads.restore", user=upload.undone_by, data=noted)
    return UploadRow.Undone.RESTORED


def _withdraw_from_review(upload: Upload, service: Service, after: dict[str, Any]) -> None:
    """Withdraw what the upload itself sent to the council; what somebody else sent is a change since."""
    submission = current_submission(service)
    if submission is None:
        return
    ours = upload.goes != Goes.DRAFT and submission.revision_id == after["revision"]
    if not ours or upload.undone_by is None:
        raise _LeaveIt("It is being checked by the council, so it stays as it is.")
    if upload.organisation_id:
        withdraw(user=upload.undone_by, listing=service)
    else:
        withdraw_from_council(user=upload.undone_by, listing=service)


def _restore(upload: Upload, service: Service, before: dict[str, Any]) -> str:
    """Make the listing what it was; gives what people should know of it."""
    author: User | None = upload.undone_by if upload.organisation_id else None
    if service.organisation_id != before["organisation"]:
        owner = Organisation.objects.filter(pk=before["organisation"]).first()
        if owner is None:
            raise _LeaveIt("The organisation that it belonged to is gone.")
        change_owner(user=None, service=service, organisation=owner)
    if service.state.waiting_time != before["waiting_time"]:
        checked = before["waiting_time_checked"]
        say_waiting_time(
            user=author,
            service=service,
            words=before["waiting_time"],
            checked=date.fromisoformat(checked) if checked else None,
        )
    if service.live and before["live"] and service.live_revision_id != before["live_revision"]:
        save_draft(user=author, service=service, data=_data_of(before["live_revision"]))
        if _waits(upload, service, before["live_revision"]):
            return _SENT
    elif service.live and not before["live"]:
        UnpublishAction(service, user=upload.undone_by).execute(skip_permission_checks=True)
    save_draft(user=author, service=service, data=_data_of(before["revision"]))
    if before["live"] and before["revision"] == before["live_revision"]:
        # A draft that says what families see is no change of it.
        Service.objects.filter(pk=service.pk).update(has_unpublished_changes=False)
    return ""


def _waits(upload: Upload, service: Service, live_before: int) -> bool:
    """Let what families saw before the upload go live again; whether somebody must approve it first."""
    if upload.organisation_id and upload.undone_by:
        return not submit(user=upload.undone_by, listing=service).automatic
    need = publish_or_send(
        listing=service, revision=service.latest_revision, user=upload.undone_by, same_as=live_before
    )
    return need is not Need.NOTHING


def _data_of(revision: int) -> ServiceData:
    found = Revision.objects.filter(pk=revision).first()
    if found is None:
        raise _LeaveIt(_NOT_KEPT)
    return ServiceData.from_service(found.as_object())
