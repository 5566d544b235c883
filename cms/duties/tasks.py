"""What each council needs every day. It may run twice."""

from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from cms.duties.services import take_snapshot
from tenants.councils.tasks import CouncilTask

log = structlog.get_logger(__name__)


@shared_task(base=CouncilTask, every=timedelta(days=1))
def keep_month() -> int:
    """Keep how the duties stand in the month that has begun. Returns how many duties were looked at."""
    kept = take_snapshot(today=timezone.localdate())
    log.info("duties_kept", given=len(kept.states))
    return len(kept.states)
