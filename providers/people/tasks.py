"""What is done about claims by itself."""

from datetime import timedelta

from celery import shared_task

from providers.people.services.claims import forget_old_claims
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(days=1))
def purge_claims() -> int:
    """Forget claims that ended long ago. Returns how many."""
    return forget_old_claims()
