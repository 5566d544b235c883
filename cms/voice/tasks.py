"""What each council needs every day. Each may run twice."""

from datetime import timedelta

import structlog
from celery import shared_task

from cms.voice.notices import owe_reminders
from cms.voice.services.keeping import purge
from tenants.councils.tasks import CouncilTask

log = structlog.get_logger(__name__)


@shared_task(base=CouncilTask, every=timedelta(days=1))
def keep_comments() -> int:
    """Purge what isn't to be kept, and remind officers of what waits. Returns how many contacts went."""
    purged, mails = purge(), owe_reminders()
    log.info("comments_kept", given=purged, mails=mails)
    return purged
