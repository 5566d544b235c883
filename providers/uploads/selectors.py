"""Reads of uploads."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db.models import Count, QuerySet

from providers.imports.foreign.fields import LABELS
from providers.imports.listing_csv.cells import labels_by_column
from providers.imports.listing_csv.columns import COLUMNS
from providers.imports.pipeline.risks import LOOK_FIRST
from providers.imports.report import Remark, rows_by_column
from providers.listings.models import Membership, Organisation, Service
from providers.uploads.models import Status, Upload, UploadRow
from search.taxonomy.selectors import term_labels
from tenants.accounts.models import User

_RECENT: Final = 50
CONTESTED: Final = "contested"
HELD: Final = "held"
NOTED: Final = "noted"
RISKY: Final = "risky"


def organisations_to_upload_for(user: User) -> "QuerySet[Organisation]":
    """The organisations whose listings a person writes, by name."""
    own = Membership.objects.writers().filter(user=user).values("organisation")
    found: QuerySet[Organisation] = Organisation.objects.filter(pk__in=own).order_by("name")
    return found


def uploads_of(user: User) -> "QuerySet[Upload]":
    """The uploads of the organisations whose listings a person writes, newest first."""
    return _listed(Upload.objects.filter(organisation__in=organisations_to_upload_for(user)))


def council_uploads() -> "QuerySet[Upload]":
    """The council's own uploads, newest first."""
    return _listed(Upload.objects.filter(organisation=None))


def find_upload(uploads: "QuerySet[Upload]", uuid: UUID) -> Upload | None:
    """One of them, or None."""
    return uploads.filter(uuid=uuid).first()


def words_of_columns() -> list[tuple[str, str]]:
    """What people call each column that holds words of a list, and those words as a cell may have them."""
    lists = labels_by_column(needs=term_labels("need"), topics=term_labels("topic"))
    return [(LABELS[column], "; ".join(lists[column].values())) for column in COLUMNS if column in lists]


def counts_of(upload: Upload) -> dict[str, int]:
    """How many listings had each outcome; every outcome is there."""
    found = dict(upload.rows.order_by().values_list("outcome").annotate(Count("pk")))
    return {outcome: found.get(outcome, 0) for outcome in UploadRow.Outcome.values}


def mistakes_of(upload: Upload) -> list[tuple[str, int]]:
    """How many rows have a mistake in each column, most first: thousands are often one, made again and again."""
    rows = upload.rows.filter(outcome=UploadRow.Outcome.REJECTED).values_list("problems", flat=True)
    return rows_by_column(Remark(*problem) for problems in rows for problem in problems)


def contested_of(upload: Upload) -> int:
    """How many listings were changed in the file and, in the same columns, by somebody else since its download."""
    return upload.rows.exclude(contested=[]).count()


def undone_counts_of(upload: Upload) -> dict[str, int]:
    """How many listings undoing put back, took out and left."""
    found = dict(upload.rows.order_by().values_list("undone").annotate(Count("pk")))
    return {undone: found.get(undone, 0) for undone in UploadRow.Undone.values}


def rows_of(upload: Upload, outcome: str) -> "QuerySet[UploadRow]":
    """Its listings by row of the spreadsheet, of one outcome, those that are `CONTESTED`, `HELD` back, `RISKY` or
    `NOTED` to follow up, what undoing left, or all."""
    rows = upload.rows.select_related("service")
    if outcome in UploadRow.Outcome.values:
        return rows.filter(outcome=outcome)
    if outcome == HELD:
        return rows.filter(held=True)
    if outcome == RISKY:
        return _risky(rows)
    if outcome == NOTED:
        return rows.exclude(notes=[])
    if outcome == CONTESTED:
        return rows.exclude(contested=[])
    return rows.filter(undone=outcome) if outcome in UploadRow.Undone.values else rows


def words_of(upload: Upload) -> dict[str, list[str]]:
    """The different words of each of its columns, where they are few, by the column's name."""
    pairs = zip(upload.header, upload.column_words, strict=False)
    return {name: [word for word, _ in words] for name, words in pairs}


def held_of(upload: Upload) -> int:
    """How many listings the file keeps from families."""
    return upload.rows.filter(held=True).count()


def noted_of(upload: Upload) -> int:
    """How many listings have something to follow up."""
    return upload.rows.exclude(outcome=UploadRow.Outcome.REJECTED).exclude(notes=[]).count()


def risky_of(upload: Upload) -> int:
    """How many listings have something to look at before families read them."""
    return _risky(upload.rows.all()).count()


def hidden_of(upload: Upload) -> int:
    """How many listings have an address that the file keeps back."""
    return sum(
        any(note[1] == "hide_address" for note in notes)
        for notes in upload.rows.values_list("notes", flat=True)
        if notes
    )


def remembered(organisation: Organisation | None, header: Sequence[str]) -> Upload | None:
    """The organisation's last file whose columns somebody matched: of this very shape, else of any."""
    chosen = Upload.objects.filter(organisation=organisation).exclude(status__in=[Status.MAPPING, Status.DISCARDED])
    recent = list(chosen.order_by("-created_at")[:_RECENT])
    alike = (upload for upload in recent if set(upload.header) == set(header))
    return next(alike, next(iter(recent), None))


def gone_from(upload: Upload) -> "QuerySet[Service]":
    """The listings that the council's earlier files of this shape held and this one no longer does, by name: those
    that were put away since are left out. Only a file that was read to its end says what it no longer holds."""
    if upload.status not in (Status.CHECKED, Status.DONE):
        return Service.objects.none()
    saved = council_uploads().filter(status=Status.DONE, created_at__lt=upload.created_at)
    headers = saved.values_list("pk", "header")[:_RECENT]
    alike = [key for key, header in headers if set(header) == set(upload.header)]
    before = UploadRow.objects.filter(upload__in=alike).exclude(outcome=UploadRow.Outcome.REJECTED)
    gone = before.exclude(external_id__in=upload.rows.values("external_id")).values("external_id")
    services = Service.objects.filter(external_id__in=gone, state__archived=False)
    return services.select_related("organisation", "state").order_by("name", "pk")


def _risky(rows: "QuerySet[UploadRow]") -> "QuerySet[UploadRow]":
    return rows.filter(notes__icontains=f'"{LOOK_FIRST}')


def _listed(uploads: "QuerySet[Upload]") -> "QuerySet[Upload]":
    return uploads.exclude(status=Status.DISCARDED).select_related("organisation", "by")
