"""What is done about claims and invitations by itself."""

from datetime import timedelta

from celery import shared_task

from providers.people.services.claims import forget_old_claims
from providers.people.services.mailing import mail_waiting_invitations
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(days=1))
def purge_claims() -> int:
    """Forget claims that ended long ago. Returns how many."""
    return forget_old_claims()


@shared_task(base=CouncilTask, every=timedelta(days=1))
def sweep_invitations() -> int:
    """Mail invitations that waited for an approval, or for the limits of yesterday. Returns how many."""
    return mail_waiting_invitations()
