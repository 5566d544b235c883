"""Editions that are kept, and copies that were asked for."""

import uuid
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms.editions.formats import LABELS, Format

STANDS_STILL: Final = timedelta(minutes=5)
"""Longer than a volume takes: an edition that hasn't got further since has nobody at it."""
KEPT: Final = timedelta(days=14)
"""For how long an edition is kept once a newer one is there, and one that wasn't made."""
PURGED_AFTER: Final = timedelta(days=30)
"""How long after posting we know where a copy went."""


class Status(models.TextChoices):
    """How far an edition is."""

    WAITING = "waiting", "Waiting for its turn"
    WORKING = "working", "Being made"
    DONE = "done", "Ready"
    FAILED = "failed", "Not made"
    CANCELLED = "cancelled", "Cancelled"


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions by what is to be done with them."""

    def unfinished(self) -> "EditionQuerySet":
        """Those that wait or are being made."""
        return self.filter(status__in=(Status.WAITING, Status.WORKING))

    def nobodys(self) -> "EditionQuerySet":
        """Those that nobody is at: nobody has begun, or whoever had is gone."""
        silent = Q(status=Status.WORKING, moved_at__lt=timezone.now() - STANDS_STILL)
        return self.filter(Q(status=Status.WAITING) | silent)


class Edition(models.Model):
    """The whole offer on paper, as it was on a day. `made_of` says of which state of the listings and the council."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.WAITING)
    problem = models.CharField("why it wasn't made", max_length=600, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    made_of = models.CharField(max_length=80, blank=True)
    entries = models.PositiveIntegerField(default=0)
    total = models.PositiveSmallIntegerField("files", default=0)
    done = models.PositiveSmallIntegerField("files made", default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField("when it last got further", default=timezone.now)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(status__in=Status.values), name="edition_status_known")]

    def __str__(self) -> str:
        return f"Edition of {timezone.localdate(self.created_at)}"

    @property
    def working(self) -> bool:
        """Whether it is on its way."""
        return self.status in (Status.WAITING, Status.WORKING)

    @property
    def percent(self) -> int:
        """How much of it is made."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def words(self) -> str:
        """How far it is."""
        return f"{self.done} of {self.total} files" if self.total else str(Status(self.status).label)


def path_of(file: "EditionFile", name: str) -> str:
    """Where a file is kept below its council's prefix."""
    return f"editions/{file.edition.uuid}/{file.format}-{file.volume}.{file.extension}"


class EditionFile(models.Model):
    """One file of an edition: a volume, or as volume 0 all volumes of a format together."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=7, choices=[(each.value, LABELS[each]) for each in Format])
    volume = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField("first entry", default=0)
    last = models.PositiveIntegerField("last entry", default=0)
    size = models.PositiveIntegerField("bytes")
    file = models.FileField(upload_to=path_of, max_length=200)

    class Meta:
        ordering = ["format", "volume"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called on people's machines."""
        day = timezone.localdate(self.edition.created_at)
        is_part = self.first > 1 or self.last < self.edition.entries
        volume = f"-volume-{self.volume}" if is_part else ""
        return f"local-offer-{day}-{self.format}{volume}.{self.extension}"

    @property
    def extension(self) -> str:
        """How its name ends."""
        return "zip" if not self.volume else "txt" if self.format == Format.TEXT else "pdf"


class CopyFormat(models.TextChoices):
    """How a copy is wanted."""

    PRINT = "print", "Print (12 point)"
    LARGE = "large", "Large print (16 point)"
    VERY_LARGE = "very-large", "Very large print (20 point)"
    EASY_READ = "easy-read", "Easy read"
    BRAILLE = "braille", "Braille"
    AUDIO = "audio", "Audio"


class CopyStatus(models.TextChoices):
    """How far a copy is."""

    ASKED = "asked", "Asked for"
    PRINTED = "printed", "Printed"
    POSTED = "posted", "Posted"


class CopyRequest(models.Model):
    """A copy that somebody wants by post. Name, address and phone number go 30 days after posting."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    part = models.CharField("topic", max_length=64, blank=True)
    """The code of a topic; empty for the whole offer."""
    format = models.CharField(max_length=10, choices=CopyFormat.choices, default=CopyFormat.PRINT)
    language = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=120, blank=True)
    address = models.TextField(max_length=400, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    status = models.CharField(max_length=7, choices=CopyStatus.choices, default=CopyStatus.ASKED)
    asked_at = models.DateTimeField(auto_now_add=True)
    posted_at = models.DateTimeField(null=True, blank=True)
    purged = models.BooleanField("name and address are gone", default=False)

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=CopyStatus.values), name="copy_status_known"),
            models.CheckConstraint(condition=Q(format__in=CopyFormat.values), name="copy_format_known"),
        ]

    def __str__(self) -> str:
        return f"Copy asked for on {timezone.localdate(self.asked_at)}"

    @property
    def lines(self) -> list[str]:
        """The address as an envelope has it."""
        return [line.strip() for line in self.address.replace("\n", ",").split(",") if line.strip()]
