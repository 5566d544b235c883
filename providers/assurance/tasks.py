"""What each council needs every hour. Each may run twice."""

from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from providers.assurance.services import give_days, mark_unanswered, remind
from tenants.councils.tasks import CouncilTask

log = structlog.get_logger(__name__)


@shared_task(base=CouncilTask, every=timedelta(hours=1))
def keep_listings_true() -> int:
    """Ask whom it is time to ask, and tell families where no answer came. Returns how many mails are owed."""
    today = timezone.localdate()
    given, mails, stale = give_days(), remind(today=today), mark_unanswered(today=today)
    log.info("listings_kept_true", given=given, mails=mails, stale=stale)
    return mails
