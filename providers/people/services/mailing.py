"""Mailing invitations. An organisation that no officer has approved writes to nobody new: its invitations wait."""

from contextlib import suppress
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from providers.listings.models import Organisation
from providers.people.models import Invitation
from providers.people.notices import owe_invitation
from tenants.mail.errors import TooManyMails

_APPROVED: Final = Q(
    times_sent=0, accepted_at=None, withdrawn_at=None, organisation__live=True, organisation__suspended=False
)


@transaction.atomic
def mail_invitation(invitation: Invitation) -> None:
    """Mail it, once more or for the first time, with a link that works from now on. Raises TooManyMails."""
    invitation.times_sent += 1
    invitation.sent_at = timezone.now()
    invitation.save()
    owe_invitation(invitation)


@transaction.atomic
def mail_waiting_invitations(organisation: Organisation | None = None) -> int:
    """Mail the invitations that waited until their organisation was approved, of one or of all; gives how many.

    One beyond the limits of its sender or recipient goes on waiting.
    """
    waiting = Invitation.objects.select_for_update(of=("self",)).select_related("organisation", "invited_by")
    mailed = 0
    for invitation in waiting.filter(_APPROVED, **({"organisation": organisation} if organisation else {})):
        with suppress(TooManyMails):
            mail_invitation(invitation)
            mailed += 1
    return mailed
