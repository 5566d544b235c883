"""What pages need as time goes by. Each task runs in its sender's council, and may run twice."""

from datetime import timedelta

from celery import shared_task

from cms.pages.services import follow_the_clock
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(hours=6), lease=timedelta(minutes=5))
def keep_pages_in_time() -> None:
    """Publish and take down what is due, and let pages sink that nobody checked in time."""
    follow_the_clock()
