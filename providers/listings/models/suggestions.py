"""Words that providers miss among the needs and topics, for the council to decide about."""

from django.conf import settings
from django.db import models

from providers.listings.models.organisation import Organisation
from providers.listings.models.service import Service
from search.taxonomy.models import Vocabulary


class SuggestedTerm(models.Model):
    """One need or topic that a provider misses. Decided once, by an officer."""

    class Status(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "Waiting"
        ADDED = "added", "Added"
        DECLINED = "declined", "Not added"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="suggested_terms")
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.SET_NULL, related_name="suggested_terms"
    )
    vocabulary = models.CharField(max_length=10, choices=Vocabulary.choices)
    words = models.CharField(max_length=120)
    suggested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.WAITING, db_index=True)
    term = models.CharField("code of the term that says it", max_length=64, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.words
