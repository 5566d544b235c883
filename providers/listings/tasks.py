"""Looks after uploaded files. Runs in its sender's council, and may run twice."""

from datetime import timedelta

from celery import shared_task

from providers.listings.services.files import purge_unused_files
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(days=1))
def purge_files() -> int:
    """Delete files that no version of a listing has any more; gives how many went."""
    return purge_unused_files()
