"""Forgets old searches. Runs in its sender's council, and may run twice."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from search.analytics.services import purge
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(days=1))
def purge_old_searches() -> int:
    """Delete what is older than analytics are kept for; gives how many rows went."""
    return purge(today=timezone.localdate())
