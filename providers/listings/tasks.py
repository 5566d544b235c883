"""Looks after uploaded files. Runs in its sender's council, and may run twice."""

from celery import shared_task

from providers.listings.services.files import purge_unused_files


@shared_task
def purge_files() -> int:
    """Delete files that no version of a listing has any more; gives how many went."""
    return purge_unused_files()
