"""A spreadsheet of listings on its way in, and what it did to each, so that it can be gone through and undone."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models

from providers.listings.models import Organisation, Service


def path_of(upload: "Upload", name: str) -> str:
    """Where the file is kept below its council's prefix: under its id, so that no name can be guessed or clash."""
    return f"uploads/{upload.uuid}{PurePath(name).suffix.lower()[:8]}"


class Status(models.TextChoices):
    """Where an upload stands; `states` says what leads from one to another."""

    MAPPING = "mapping", "Columns to match"
    CHECKING = "checking", "Being checked"
    CHECKED = "checked", "Ready to confirm"
    IMPORTING = "importing", "Being saved"
    DONE = "done", "Saved"
    UNDOING = "undoing", "Being undone"
    UNDONE = "undone", "Undone"
    STOPPED = "stopped", "Stopped"
    DISCARDED = "discarded", "Thrown away"


class Goes(models.TextChoices):
    """What happens to the listings of an upload."""

    DRAFT = "draft", "Save as drafts"
    REVIEW = "review", "Save and send to the council to check"
    LIVE = "live", "Publish"


class Upload(models.Model):
    """One file. `organisation` is whose listings it may touch; None is the council's own upload."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField("name of the file", max_length=200)
    file = models.FileField(upload_to=path_of, max_length=200, blank=True)
    header = models.JSONField("names of the file's columns", default=list)
    examples = models.JSONField("something that each column says", default=list)
    mapping = models.JSONField("which of our fields each of the file's columns is", default=dict)
    filled = models.JSONField("how many cells of each column are filled", default=list, db_default=[])
    column_words = models.JSONField("the words of each column with how often", default=list, db_default=[])
    meanings = models.JSONField("what the words of columns mean", default=dict, db_default={})
    sheet = models.CharField("the sheet that is read", max_length=100, blank=True, db_default="")
    sheets = models.JSONField("the sheets that there are", default=list, db_default=[])
    header_row = models.PositiveIntegerField("the row that names the columns", default=0, db_default=0)
    skipped = models.JSONField("rows that are no listing, and why", default=list, db_default=[])
    remarks = models.JSONField("how the file was read", default=list)
    file_wins = models.BooleanField("the file wins where a listing was changed after its download", default=False)
    source = models.CharField("what families read that new listings come from", max_length=120, blank=True)
    goes = models.CharField(max_length=8, choices=Goes.choices, default=Goes.DRAFT)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.MAPPING)
    stopped_in = models.CharField("what Go on goes on with", max_length=10, choices=Status.choices, blank=True)
    problem = models.TextField("why it stopped", blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField("listings", default=0)
    done = models.PositiveIntegerField("listings done in this step", default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField("when the step that runs or ran last was asked for", null=True)
    moved_at = models.DateTimeField("when it last got further", auto_now=True)
    finished_at = models.DateTimeField("when its listings were all saved", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=Status.values), name="upload_status_known"),
            models.CheckConstraint(condition=models.Q(goes__in=Goes.values), name="upload_goes_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def working(self) -> bool:
        """Whether it is on its way in the background."""
        return self.status in (Status.CHECKING, Status.IMPORTING, Status.UNDOING)

    @property
    def percent(self) -> int:
        """How much of the step is done."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def words(self) -> str:
        """The same in words."""
        return f"{self.done} of {self.total} listings" if self.done else "Waiting for its turn"


class UploadRow(models.Model):
    """One listing of an upload (its first row and its further places), or a row that belongs to none."""

    class Outcome(models.TextChoices):
        """What became of it, or would."""

        CREATED = "created", "New"
        UPDATED = "updated", "Changed"
        UNCHANGED = "unchanged", "Same as before"
        REJECTED = "rejected", "Not accepted"

    class Undone(models.TextChoices):
        """What undoing did."""

        RESTORED = "restored", "Put back as it was"
        REMOVED = "removed", "Taken out again"
        LEFT = "left", "Left as it is"

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    position = models.IntegerField("place in the file's order of listings; below 0 for rows of none")
    number = models.PositiveIntegerField("row of the spreadsheet")
    external_id = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=255, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    saved = models.BooleanField(default=False)
    held = models.BooleanField("whether the file keeps it from families", default=False, db_default=False)
    problems = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    contested = models.JSONField("columns changed after the download, too", default=list)
    service = models.ForeignKey(Service, null=True, on_delete=models.SET_NULL, related_name="+")
    before = models.JSONField("what the listing was", null=True)
    after = models.JSONField("what the upload left", null=True)
    undone = models.CharField(max_length=8, choices=Undone.choices, blank=True)
    undone_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["number", "pk"]
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="one_row_a_position")]
        indexes = [models.Index(fields=["upload", "outcome"], name="upload_row_outcome")]

    def __str__(self) -> str:
        return f"row {self.number}: {self.name or self.external_id}"
