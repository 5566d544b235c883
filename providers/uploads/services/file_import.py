"""Checks or saves the listings of an upload's file, batch by batch, through the pipeline that all imports share."""

from collections.abc import Sequence
from typing import Final

from django.utils import timezone
from wagtail.log_actions import log

from providers.imports.errors import BadFile
from providers.imports.foreign.confined_sheets import rows_of
from providers.imports.incoming import Source, SourceKind
from providers.imports.listing_csv.groups import Group
from providers.imports.pipeline.outcomes import SOME_LIST, Rules
from providers.imports.report import Remark
from providers.imports.selectors import known_words
from providers.imports.services.batches import BATCH
from providers.imports.services.intake import Intake, withheld
from providers.listings.permissions import user_can_edit_listing
from providers.uploads.models import Goes, Status, Upload
from providers.uploads.services.rows import save_rejected_rows, save_rows
from providers.uploads.states import move
from tenants.accounts.roles import is_officer

_NO_RIGHT: Final = "The person who asked for this may not change these listings any more."


class FileImport:
    """The listings of one file. Raises BadFile when it can't be read, or its person lost the right to change them."""

    def __init__(self, upload: Upload) -> None:
        if not _still_may(upload):
            raise BadFile(_NO_RIGHT)
        with upload.file.open("rb") as file:
            table = rows_of(
                file.read(),
                upload.mapping,
                upload.meanings,
                sheet=upload.sheet,
                header_row=upload.header_row,
                today=timezone.localdate(),
            )
        source = Source(SourceKind.UPLOAD, str(upload.uuid))
        self.intake = Intake(table, source, known_words(), _rules_of(upload))
        self.groups, self.rejected, self.skipped = self.intake.groups, self.intake.rejected, table.skipped
        if upload.organisation:
            self._refuse_others(upload.organisation.name)

    def step(self, upload: Upload) -> bool:
        """Check or save the next batch of a locked upload; whether there are more."""
        checking = upload.status == Status.CHECKING
        if checking and upload.done == 0:
            upload.rows.all().delete()
            upload.total = len(self.groups)
            upload.skipped = [list(each) for each in self.skipped]
            save_rejected_rows(upload, self.rejected)
        batch = self.groups[upload.done : upload.done + BATCH]
        held = {group.key for group in batch if withheld(group)}
        results = self.intake.preview(batch) if checking else self.intake.save(batch)
        save_rows(upload, upload.done, results, saved=not checking, held=held)
        upload.done += len(batch)
        more = upload.done < len(self.groups)
        if not more:
            _finish(upload)
        upload.save()
        return more

    def _refuse_others(self, name: str) -> None:
        """A provider's file names no organisation but its own."""
        accepted: list[Group] = []
        for group in self.groups:
            said = group.rows[0].cells.get("organisation", "").strip().lstrip("'")
            if said and said.casefold() != name.casefold():
                self.rejected += _of_others(group, name)
            else:
                accepted.append(group)
        self.groups = accepted


def _of_others(group: Group, name: str) -> Sequence[Remark]:
    reason = f"These are listings of “{name}”. Leave the organisation out, or upload for the other one."
    return [Remark(row.number, "organisation", reason) for row in group.rows]


def _finish(upload: Upload) -> None:
    if upload.status == Status.CHECKING:
        move(upload, "checked")
        return
    move(upload, "finish")
    upload.finished_at = timezone.now()
    log(instance=upload, action="uploads.finish", user=upload.by, data={"listings": upload.total})


def _still_may(upload: Upload) -> bool:
    """Whether the person who asked still has the right: it may be a while since."""
    if upload.by is None:
        return False
    return user_can_edit_listing(upload.by, upload.organisation) if upload.organisation else is_officer(upload.by)


def _rules_of(upload: Upload) -> Rules:
    if upload.organisation:
        return Rules(publish=False, author=upload.by, organisation=upload.organisation, file_wins=upload.file_wins)
    return Rules(
        publish=upload.goes == Goes.LIVE,
        publisher=upload.by,
        file_wins=upload.file_wins,
        source=upload.source or SOME_LIST,
    )
