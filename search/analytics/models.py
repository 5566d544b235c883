"""What is kept of families' searches: no words, no person, no time of day, nothing finer than an outcode."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SearchRecord(models.Model):
    """One search. Its key is random, so that rows can't be put in the order in which they came.

    `week` is a Monday; `needs` and `topics` are those chosen or understood; `widened` says that families were offered,
    or given, a wider search than the one they asked for.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    week = models.DateField(db_index=True)
    needs = ArrayField(models.CharField(max_length=64), default=list)
    topics = ArrayField(models.CharField(max_length=64), default=list)
    outcode = models.CharField(max_length=4, blank=True)
    total = models.PositiveIntegerField()
    services = models.PositiveIntegerField()
    widened = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"A search in the week of {self.week}"


class ServiceWeek(models.Model):
    """How often a service was among the results that families saw in a week, and was opened from them."""

    service = models.UUIDField()
    week = models.DateField(db_index=True)
    found = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "week"], name="service_week_unique")]

    def __str__(self) -> str:
        return f"{self.service} in the week of {self.week}"
