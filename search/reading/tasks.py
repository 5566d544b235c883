"""Reading in the background. The task runs in the schema of the council that needs it, and may run twice."""

from datetime import timedelta

from celery import shared_task

from search.reading.services import read_documents
from tenants.councils.tasks import CouncilTask


@shared_task(
    base=CouncilTask,
    name="search.reading.tasks.read",
    ignore_result=True,
    every=timedelta(days=1),
    lease=timedelta(minutes=10),
)
def read() -> None:
    """Read what is new among what families can find."""
    read_documents()
