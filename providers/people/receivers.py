"""What follows for an organisation's people when the council approves it."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from providers.listings.models import Organisation
from providers.people.services.mailing import mail_waiting_invitations


@receiver(published, sender=Organisation, dispatch_uid="people-organisation")
def follow_approval(*, instance: Organisation, in_bulk: bool = False, **_: Any) -> None:
    """An organisation went live, or a change of it: those whom it invited before hear of it now. Of many that an
    officer brings in (`in_bulk`), the daily sweep finds them."""
    if not in_bulk:
        mail_waiting_invitations(instance)
