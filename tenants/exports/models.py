"""A list on its way to becoming a file."""

import uuid
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

STANDS_STILL: Final = timedelta(minutes=2)
"""Longer than some rows take: a file that hasn't got further since has nobody at it."""
KEPT: Final = timedelta(days=1)


class FileType(models.TextChoices):
    """What a list becomes."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"


class Status(models.TextChoices):
    """How far it is."""

    WAITING = "waiting", "Waiting for its turn"
    WORKING = "working", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Not made"


class ExportQuerySet(models.QuerySet["Export"]):
    """Files by what is to be done with them."""

    def unfinished(self) -> "ExportQuerySet":
        """Those that wait or are being made."""
        return self.filter(status__in=(Status.WAITING, Status.WORKING))

    def nobodys(self) -> "ExportQuerySet":
        """Those that nobody is at: nobody has begun, or whoever had is gone."""
        silent = Q(status=Status.WORKING, moved_at__lt=timezone.now() - STANDS_STILL)
        return self.filter(Q(status=Status.WAITING) | silent)

    def outdated(self) -> "ExportQuerySet":
        """Those that have been kept long enough."""
        return self.filter(created_at__lt=timezone.now() - KEPT)


def path_of(export: "Export", name: str) -> str:
    """Where the file is kept below its council's prefix: under its id, so that no name can be guessed."""
    return f"exports/{export.uuid}.{export.file_type}"


class Export(models.Model):
    """One list that a person wants as a file: `query` is what narrows it, as in the address of its page."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField("name of the list", max_length=60)
    title = models.CharField(max_length=120)
    query = models.TextField(blank=True)
    file_type = models.CharField(max_length=4, choices=FileType.choices)
    status = models.CharField(max_length=7, choices=Status.choices, default=Status.WAITING)
    problem = models.CharField("why it wasn't made", max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveIntegerField("entries", default=0)
    done = models.PositiveIntegerField("entries written", default=0)
    file = models.FileField(upload_to=path_of, max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField("when it last got further", default=timezone.now)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="export_status_known"),
            models.CheckConstraint(condition=Q(file_type__in=FileType.values), name="export_file_type_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.get_file_type_display()})"

    @property
    def working(self) -> bool:
        """Whether it is on its way."""
        return self.status in (Status.WAITING, Status.WORKING)

    @property
    def ready(self) -> bool:
        """Whether the file is there."""
        return self.status == Status.DONE

    @property
    def percent(self) -> int:
        """How much of it is written."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def words(self) -> str:
        """How far it is."""
        return f"{self.done} of {self.total}" if self.done else str(Status(self.status).label)

    @property
    def file_name(self) -> str:
        """What the file is called on the person's machine."""
        return f"{self.source}-{timezone.localdate(self.created_at)}.{self.file_type}"
