"""What is done for a council's people by itself."""

from datetime import timedelta

from celery import shared_task

from tenants.accounts.services import forget_old_sign_ins
from tenants.councils.tasks import CouncilTask


@shared_task(base=CouncilTask, every=timedelta(days=1))
def purge_sign_ins() -> int:
    """Forget what nobody signs in with any more. Returns how much."""
    return forget_old_sign_ins()
