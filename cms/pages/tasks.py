"""What pages need as time goes by. Each task runs in its sender's council, and may run twice."""

from celery import shared_task

from cms.pages.services import follow_the_clock


@shared_task
def keep_pages_in_time() -> None:
    """Publish and take down what is due, and let pages sink that nobody checked in time."""
    follow_the_clock()
