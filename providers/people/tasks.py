"""What is done about claims by itself."""

from celery import shared_task

from providers.people.services.claims import forget_old_claims


@shared_task
def purge_claims() -> int:
    """Forget claims that ended long ago. Returns how many."""
    return forget_old_claims()
