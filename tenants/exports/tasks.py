"""Files of lists in the background. A long one is made on the queue of slow work."""

from datetime import timedelta

from celery import shared_task

from tenants.councils.tasks import CouncilTask
from tenants.exports import services


@shared_task
def make_export(export_id: int) -> None:
    """Make one file. Twice is fine."""
    services.make_export(export_id=export_id)


@shared_task(base=CouncilTask, every=timedelta(hours=6), lease=timedelta(minutes=1))
def sweep_exports() -> int:
    """Go on with what a killed worker or a dead broker left."""
    return services.enqueue_left()


@shared_task(base=CouncilTask, every=timedelta(hours=6))
def purge_exports() -> int:
    """Delete old files. Returns how many."""
    return services.purge_exports()
