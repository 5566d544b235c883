"""An officer's own change of a listing, from its first saved page until it is live or dropped."""

from typing import Final

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing


class CouncilEdit(models.Model):
    """One officer's change of one listing. It stands beside the listing's versions: nothing of it is in them, or in
    what its people are writing, before it goes live.

    `base` and `content` are the listing as a revision holds it: when the officer began, and as the officer wants it.
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "Being written"
        WAITING = "waiting", "Waiting for approval"
        LIVE = "live", "Live"
        SAVED = "saved", "In the draft"
        DROPPED = "dropped", "Dropped"

    service = models.ForeignKey(Service, null=True, on_delete=models.CASCADE, related_name="council_edits")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="council_edits")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    base = models.JSONField(encoder=DjangoJSONEncoder)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    reason = models.TextField("why it is changed", blank=True)
    first_approval_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField("why it was given back", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(service=None, organisation__isnull=False) | Q(service__isnull=False, organisation=None),
                name="council_edit_of_one_listing",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "waiting", "live", "saved", "dropped"]), name="council_edit_state_known"
            ),
            models.UniqueConstraint(
                fields=["by", "service", "organisation"],
                condition=Q(state__in=["open", "waiting"], by__isnull=False),
                nulls_distinct=False,
                name="one_council_edit_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing}, changed by {self.by}"

    @property
    def listing(self) -> Listing:
        """What it changes."""
        return self.service or self.organisation  # type: ignore[return-value] # one of the two is there

    @property
    def waits(self) -> bool:
        """Whether somebody else is to approve it."""
        return self.state == self.State.WAITING


UNDERWAY: Final = (CouncilEdit.State.OPEN, CouncilEdit.State.WAITING)
