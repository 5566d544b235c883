"""Writes on uploads. The work itself is done in the background (`worker`, `undo`).

Refusals raise NotAllowed or WrongState with a sentence to show, and BadFile for a file that can't be read.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.imports.foreign.confined_sheets import Overview, overview_of
from providers.imports.foreign.guessing import guess_mapping, problems_of
from providers.imports.meanings import guess_meanings
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.models import Organisation
from providers.listings.permissions import user_can_edit_listing
from providers.review.publication import Need, Version, needed_to_go_live
from providers.review.settings import review_settings
from providers.uploads import states
from providers.uploads.models import Goes, Status, Upload
from providers.uploads.selectors import remembered, words_of
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.councils.enqueue import enqueue_after_commit
from tenants.councils.services.due_tasks import run_at
from tenants.files.scanner import refuse_viruses

Words = Mapping[str, Mapping[str, Sequence[str]]]
UNDO_WITHIN: Final = timedelta(days=30)
FILES_KEPT: Final = timedelta(days=90)
WORK_TASK: Final = "providers.uploads.tasks.work_on_uploads"
SWEEP_TASK: Final = "providers.uploads.tasks.sweep_uploads"
STANDS_STILL: Final = timedelta(minutes=2)
"""Longer than a batch takes: an upload that hasn't got further since has nobody at it."""


def choices_for(user: User, upload: Upload) -> list[Goes]:
    """What a person may do with the listings of an upload: save them as drafts, and publish them or have them checked,
    as the review has it. Of those that are published some may be sent to the review: that depends on each."""
    need = needed_to_go_live(user=user, rules=review_settings(), version=Version(), organisation=upload.organisation)
    return [Goes.DRAFT, Goes.REVIEW if need is Need.REVIEW else Goes.LIVE]


@transaction.atomic
def start_upload(*, user: User, organisation: Organisation | None, name: str, content: bytes) -> Upload:
    """Store a spreadsheet of an organisation's listings, or of the council's (None); next its columns are matched.

    Raises NotAllowed, BadUpload, BadFile.
    """
    _require(user, organisation)
    refuse_viruses(content)
    upload = Upload(organisation=organisation, by=user, name=name[:200])
    _understand(upload, overview_of(content))
    upload.file.save(name, ContentFile(content), save=False)
    upload.save()
    log(instance=upload, action="uploads.start", user=user, data={"rows": upload.rows_read})
    return upload


@transaction.atomic
def check_upload(
    *,
    user: User,
    upload: Upload,
    mapping: Mapping[str, str],
    goes: Goes,
    file_wins: bool = False,
    source: str = "",
    words: Words | None = None,
) -> Upload:
    """Say which columns are which, what becomes of the listings, whether the file wins where one was changed after it
    was downloaded, and (of the council's own) what families read that new ones come from; then it is checked in the
    background. `words` say what the words of columns mean, beside those that are known."""
    locked = _locked(user, upload)
    states.move(locked, "check")
    if set(mapping) != set(locked.header) or problems_of(mapping):
        raise WrongState("The columns don’t fit the file. Choose them again.")
    if goes not in choices_for(user, locked):
        raise NotAllowed("You can’t do that with these listings.")
    known = {name: {**locked.meanings.get(name, {}), **(words or {}).get(name, {})} for name in locked.header}
    locked.meanings = guess_meanings(mapping, words_of(locked), {name: said for name, said in known.items() if said})
    locked.mapping, locked.goes, locked.file_wins, locked.source = dict(mapping), goes, file_wins, source
    return _begin(locked, user)


@transaction.atomic
def read_upload_again(*, user: User, upload: Upload, sheet: str, header_row: int) -> Upload:
    """Read another sheet of an upload's file, or take another row for the one that names the columns; its columns are
    matched anew. Raises BadFile."""
    locked = _locked(user, upload)
    states.move(locked, "read again")
    with locked.file.open("rb") as file:
        overview = overview_of(file.read(), sheet, header_row)
    locked.meanings = {}
    _understand(locked, overview)
    locked.rows.all().delete()
    locked.save()
    return locked


@transaction.atomic
def confirm_upload(*, user: User, upload: Upload) -> Upload:
    """Save what the check showed, in the background."""
    locked = _locked(user, upload)
    states.move(locked, "confirm")
    locked.by = user
    return _begin(locked, user)


@transaction.atomic
def resume_upload(*, user: User, upload: Upload) -> Upload:
    """Resume an upload where it stopped."""
    locked = _locked(user, upload)
    states.resume(locked)
    locked.started_at = timezone.now()
    locked.save()
    _have_it_done()
    return locked


@transaction.atomic
def undo_upload(*, user: User, upload: Upload) -> Upload:
    """Put every listing back as it was, in the background; those changed since stay. Within 30 days."""
    locked = _locked(user, upload)
    if not can_undo(locked):
        raise WrongState("This upload can’t be undone any more.")
    states.move(locked, "undo")
    locked.undone_by = user
    locked.total = locked.rows.filter(saved=True).count()
    return _begin(locked, user)


@transaction.atomic
def discard_upload(*, user: User, upload: Upload) -> Upload:
    """Throw away an upload that has saved nothing, and its file."""
    locked = _locked(user, upload)
    states.move(locked, "discard")
    locked.rows.all().delete()
    _drop_file(locked)
    locked.save()
    log(instance=locked, action="uploads.discard", user=user)
    return locked


def can_undo(upload: Upload) -> bool:
    """Whether there is something to undo, and still time for it."""
    late = upload.finished_at is not None and upload.finished_at < timezone.now() - UNDO_WITHIN
    return states.can(upload, "undo") and not late and upload.rows.filter(saved=True).exists()


def purge_uploads() -> int:
    """Drop files, and what their rows held, after 90 days; what was done stays on record. Gives how many."""
    old = Upload.objects.filter(created_at__lt=timezone.now() - FILES_KEPT).exclude(file="")
    purged = 0
    for upload in old.exclude(status__in=[Status.CHECKING, Status.IMPORTING, Status.UNDOING]):
        with transaction.atomic():
            _drop_file(upload)
            upload.examples = []
            upload.save(update_fields=["file", "examples"])
            upload.rows.update(changes=[], before=None)
        purged += 1
    return purged


def _understand(upload: Upload, overview: Overview) -> None:
    """Set what an upload's sheet is and what we take its columns and words for, unsaved."""
    before = remembered(upload.organisation, overview.header)
    upload.header, upload.examples = list(overview.header), overview.examples
    upload.filled, upload.column_words = overview.filled, [list(words) for words in overview.words]
    upload.remarks, upload.rows_read = overview.remarks, overview.rows
    upload.sheet, upload.sheets, upload.header_row = overview.sheet, list(overview.sheets), overview.header_row
    upload.mapping = guess_mapping(overview.header, before.mapping if before else None, overview.values)
    upload.meanings = guess_meanings(upload.mapping, overview.values, before.meanings if before else {})


def _begin(upload: Upload, user: User) -> Upload:
    upload.done, upload.started_at = 0, timezone.now()
    upload.save()
    log(instance=upload, action=f"uploads.{upload.status}", user=user)
    _have_it_done()
    return upload


def _have_it_done() -> None:
    """Let a worker begin after the commit, and the sweep look later whether one did."""
    run_at(SWEEP_TASK, timezone.now() + STANDS_STILL)
    enqueue_after_commit(WORK_TASK)


def _locked(user: User, upload: Upload) -> Upload:
    _require(user, upload.organisation)
    return Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)


def _require(user: User, organisation: Organisation | None) -> None:
    allowed = is_officer(user) if organisation is None else user_can_edit_listing(user, organisation)
    if not allowed:
        raise NotAllowed("You can’t upload listings here.")


def _drop_file(upload: Upload) -> None:
    if upload.file:
        name, storage = str(upload.file.name), upload.file.storage
        upload.file = ""
        transaction.on_commit(lambda: storage.delete(name))
