"""The way to the mail server, for every mail of ours: while it doesn't answer it is left alone, and nobody waits."""

import logging
from collections.abc import Sequence
from functools import lru_cache
from smtplib import SMTPConnectError, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from tenants.breakers import CircuitBreaker
from tenants.mail.errors import MailServerAway

FAILURES_TO_OPEN: Final = 2
OPEN_SECONDS: Final = 30.0
CLOSING: Final = 421
"""What a server says that can't serve now."""
logger = logging.getLogger(__name__)


class CarefulBackend(EmailBackend):
    """Django's SMTP, behind a breaker. Each step waits EMAIL_TIMEOUT seconds at most."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Send; raises MailServerAway at once while the server is left alone, else what smtplib says."""
        breaker = breaker_of(self.host, self.port)
        if not breaker.allows():
            raise MailServerAway("The mail server is left alone for now.")
        try:
            sent = super().send_messages(email_messages)
        except OSError as failure:
            if _has_answered(failure):
                breaker.succeeded()
            else:
                breaker.failed()
            raise
        breaker.succeeded()
        return int(sent or 0)


@lru_cache(maxsize=4)
def breaker_of(host: str, port: int) -> CircuitBreaker:
    """One for each server and process: every council's mails learn from each other's failures."""
    return CircuitBreaker(failures_to_open=FAILURES_TO_OPEN, open_seconds=OPEN_SECONDS, on_open=_note_open)


def _has_answered(failure: OSError) -> bool:
    """Whether it is well, whatever it said about a mail."""
    if isinstance(failure, SMTPRecipientsRefused):
        return True
    return isinstance(failure, SMTPResponseException) and not (
        isinstance(failure, SMTPConnectError) or failure.smtp_code == CLOSING
    )


def _note_open(seconds: float) -> None:
    logger.warning("mail.server_left_alone", extra={"seconds": seconds})
