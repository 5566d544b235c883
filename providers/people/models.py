"""Invitations to look after an organisation's listings."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from providers.listings.models import Membership, Organisation

INVITATION_LASTS: Final = timedelta(days=14)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what became of them."""

    def waiting(self) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, sent_at__gt=timezone.now() - INVITATION_LASTS)


class Invitation(models.Model):
    """One person asked by e-mail to join an organisation in a role. `sent_at` is the last time it was mailed."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=8, choices=Membership.Role.choices, default=Membership.Role.EDITOR)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    times_sent = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("email"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_a_person",
            )
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def ends(self) -> datetime:
        """Until when it can be accepted."""
        return self.sent_at + INVITATION_LASTS

    @property
    def is_waiting(self) -> bool:
        """Whether it can be accepted now."""
        return self.accepted_at is None and self.withdrawn_at is None and self.ends > timezone.now()
