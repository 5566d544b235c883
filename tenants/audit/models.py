"""The audit trail: who did what to what, and who looked at whose data. Rows are never changed (a trigger refuses)."""

from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries by whether the chain holds them yet."""

    def sealed(self) -> "EntryQuerySet":
        """Those in the chain, in its order."""
        return self.exclude(position=None).order_by("position")

    def unsealed(self) -> "EntryQuerySet":
        """Those written since the chain was last drawn on."""
        return self.filter(position=None).order_by("pk")


class Entry(models.Model):
    """One thing that was done or looked at. The actor's and the object's names are kept as they were then.

    `details` holds what the writer said: `before` and `after`, a reason, a count. `position` and `hash` are given when
    the entry joins the chain (`tenants.audit.chain`).
    """

    at = models.DateTimeField(default=timezone.now, editable=False)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField("who", max_length=400, blank=True)
    action = models.CharField(max_length=100)
    kind = models.CharField("kind of object", max_length=100, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    label = models.CharField("what", max_length=255, blank=True)
    details = models.JSONField(default=dict)
    position = models.BigIntegerField(null=True, unique=True)
    hash = models.CharField(max_length=64, blank=True)

    objects: ClassVar[Any] = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["kind", "object_id", "-at"], name="audit_object"),
            models.Index(fields=["actor_id", "-at"], name="audit_actor"),
            models.Index(fields=["id"], condition=models.Q(position=None), name="audit_unsealed"),
            GinIndex(
                OpClass(Upper("actor"), name="gin_trgm_ops"),
                OpClass(Upper("label"), name="gin_trgm_ops"),
                name="audit_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.label}"


class Anchor(models.Model):
    """Where the chain begins once its oldest part was deleted by the retention rule: the last link that went."""

    position = models.BigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"The chain begins after {self.position}"
