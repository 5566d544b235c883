"""Mailing a list. The task runs in its sender's council."""

from smtplib import SMTPException
from typing import Any, Final

import structlog
from celery import shared_task

from search.shortlist.services import send_list

log = structlog.get_logger(__name__)
RETRIES: Final = 5
SECONDS_BETWEEN: Final = 60


@shared_task(bind=True, max_retries=RETRIES)
def mail_list(self: Any, address: str, ids: list[str], note: str = "") -> None:
    """Send the list; a mail server that doesn't answer is asked again for some minutes.

    No error leaves it: an error's text, and Celery's own about it, would write the address into the log.
    """
    try:
        send_list(address=address, ids=tuple(ids), note=note)
    except (OSError, SMTPException) as problem:
        tries = self.request.retries
        log.warning("list_not_mailed", error=type(problem).__name__, tries=tries + 1)
        if tries < RETRIES:
            raise self.retry(countdown=SECONDS_BETWEEN) from None
