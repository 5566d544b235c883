"""Invitations to work in a council's admin. Who works there is in the groups of people (`tenants.accounts.roles`)."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from tenants.accounts.models import InvitationByMail, InvitationQuerySet


class StaffInvitation(InvitationByMail):
    """One person asked to work for the council, in one role or several. Operators invite as nobody (`invited_by`)."""

    LASTS = timedelta(days=7)
    PURPOSE = "staff-invitation"

    roles = ArrayField(models.CharField(max_length=40))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_staff_invitation_a_person",
            )
        ]
