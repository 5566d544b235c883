"""Notes that only the council's officers read, and messages that both sides read."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing


def _of_one_listing(name: str) -> models.CheckConstraint:
    one = Q(service=None, organisation__isnull=False) | Q(service__isnull=False, organisation=None)
    return models.CheckConstraint(condition=one, name=name)


class Written(models.Model):
    """Words by somebody about a service, or about an organisation itself."""

    service = models.ForeignKey(Service, null=True, on_delete=models.CASCADE, related_name="%(class)ss")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="%(class)ss")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def listing(self) -> Listing:
        """What it is about."""
        return self.service or self.organisation  # type: ignore[return-value] # one of the two is there


class Note(Written):
    """What an officer notes for colleagues. No provider ever sees it, and no export of listings has it."""

    class Meta(Written.Meta):
        constraints = [_of_one_listing("note_of_one_listing")]


class Message(Written):
    """One message of a listing's conversation between the council and the listing's people."""

    from_council = models.BooleanField()

    class Meta(Written.Meta):
        constraints = [_of_one_listing("message_of_one_listing")]


def about(listing: Listing) -> dict[str, Any]:
    """The columns that name a listing."""
    return {"service": listing} if isinstance(listing, Service) else {"organisation": listing}
