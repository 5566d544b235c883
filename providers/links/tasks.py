"""Checking links in the background. Each task runs in its sender's council, and may run twice."""

from datetime import timedelta
from uuid import UUID

from celery import shared_task

from providers.links.services import check_due_links, check_link_back, check_links_of
from providers.listings.models import Service
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(hours=6))
def check_links() -> int:
    """Try what is due; gives how many links were tried."""
    return check_due_links()


@shared_task
def check_school(service: str) -> None:
    """Try a school's links, and look on its site for one to the Local Offer. A school that has gone is left alone."""
    found = Service.objects.select_related("organisation").filter(uuid=UUID(service)).first()
    if found is not None:
        check_links_of(service=found)
        check_link_back(service=found)
