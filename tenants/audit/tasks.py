"""Keeping the audit trail. Each task runs in its sender's council, and may run twice."""

from datetime import timedelta

from celery import shared_task

from tenants.audit.services import purge, seal
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(hours=6), lease=timedelta(minutes=1))
def seal_audit() -> int:
    """Draw what was written since into the chain; gives how many entries."""
    return seal()


@shared_task(base=CouncilTask, every=timedelta(days=1))
def purge_audit() -> int:
    """Delete what the retention rule no longer keeps; gives how many entries."""
    return purge()
