"""Sending mail. Each task runs in its sender's council, and may run twice."""

from datetime import timedelta

from celery import shared_task

from tenants.councils.tasks import CouncilTask
from tenants.mail.services.delivery import purge_mail, send_mail, send_waiting_mail


@shared_task
def send_owed_mail(mail_id: int) -> bool:
    """Send one mail."""
    return send_mail(mail_id=mail_id)


@shared_task(base=CouncilTask, every=timedelta(hours=6), lease=timedelta(minutes=1))
def sweep_mail() -> int:
    """Send what never arrived at a worker or failed before, and forget what is old. Returns how many went."""
    purge_mail()
    return send_waiting_mail()
