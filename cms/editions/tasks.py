"""Editions in the background. They are made on the queue of slow work."""

from datetime import timedelta

from celery import shared_task

from cms.editions.services import copies, made
from tenants.councils.tasks import CouncilTask


@shared_task
def make_edition(edition_id: int) -> None:
    """Make one edition. Twice is fine."""
    made.make_edition(edition_id=edition_id)


@shared_task(base=CouncilTask, every=timedelta(hours=6), lease=timedelta(minutes=1))
def sweep_editions() -> int:
    """Go on with what a killed worker or a dead broker left."""
    return made.enqueue_left()


@shared_task(base=CouncilTask, every=timedelta(days=1))
def keep_edition_up_to_date() -> None:
    """Have the edition made anew where what families find has changed, and forget old ones."""
    made.ask_for_edition(user=None)
    made.purge_editions()


@shared_task(base=CouncilTask, every=timedelta(days=1))
def purge_copies() -> int:
    """Forget who got copies long ago. Returns how many."""
    return copies.purge_copies()
