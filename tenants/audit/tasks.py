"""Keeping the audit trail. Each task runs in its sender's council, and may run twice."""

from celery import shared_task

from tenants.audit.services import purge, seal


@shared_task
def seal_audit() -> int:
    """Draw what was written since into the chain; gives how many entries."""
    return seal()


@shared_task
def purge_audit() -> int:
    """Delete what the retention rule no longer keeps; gives how many entries."""
    return purge()
