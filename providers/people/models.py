"""Invitations to look after an organisation's listings, and claims of those who were not invited."""

import uuid
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from providers.listings.models import Membership, Organisation, Service
from tenants.accounts.models import InvitationByMail, InvitationQuerySet

INVITATION_LASTS: Final = timedelta(days=14)


class Invitation(InvitationByMail):
    """One person asked by e-mail to join an organisation in a role.

    One with `times_sent` 0 waits until the council has approved the organisation: nobody has its link.
    """

    LASTS = INVITATION_LASTS
    PURPOSE = "invitation"

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=8, choices=Membership.Role.choices, default=Membership.Role.EDITOR)

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

    @property
    def is_mailed(self) -> bool:
        """Whether its link has been mailed."""
        return self.times_sent > 0


class Claim(models.Model):
    """Somebody asks the council to let them look after an organisation, or to move a service to one of theirs.

    Its evidence is personal data: officers read it to decide, and the claim is deleted a year after it ended.
    """

    class Kind(models.TextChoices):
        """Why they ask."""

        CLAIM = "claim", "Looks after it"
        RECOVERY = "recovery", "The person who looked after it has left"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "Waiting for the council"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Taken back"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.CLAIM)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="claims")
    service = models.ForeignKey(Service, null=True, on_delete=models.CASCADE, related_name="claims")
    new_home = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    """The person's own organisation, that a claimed service moves to."""
    job = models.CharField(max_length=120)
    work_email = models.EmailField(blank=True)
    work_phone = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    role = models.CharField(max_length=8, choices=Membership.Role.choices, blank=True)
    answer = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "service"],
                condition=Q(state="open"),
                nulls_distinct=False,
                name="one_open_claim_a_person",
            ),
            models.CheckConstraint(
                condition=Q(service=None, new_home=None) | Q(service__isnull=False, new_home__isnull=False),
                name="claimed_service_has_a_new_home",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.wanted}"

    @property
    def wanted(self) -> Organisation | Service:
        """What is claimed."""
        return self.service or self.organisation

    @property
    def is_open(self) -> bool:
        """Whether it waits for the council."""
        return self.state == self.State.OPEN
