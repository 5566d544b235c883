"""What pages need as time goes by. Each task runs in its sender's council, and may run twice."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from cms.pages.services import ask_for_checks, follow_the_clock
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(hours=6), lease=timedelta(minutes=5))
def keep_pages_in_time() -> None:
    """Publish and take down what is due, and let pages sink that nobody checked in time."""
    follow_the_clock()


@shared_task(base=CouncilTask, every=timedelta(hours=6))
def ask_for_page_checks() -> int:
    """Ask by mail for the pages that it is time to check. Returns how many mails are owed."""
    return ask_for_checks(timezone.localdate())
