"""Mail that is owed in the transaction of its event, sent after the commit, and sent once however often tasks run."""

from datetime import timedelta
from email.utils import make_msgid
from typing import Final

import structlog
from celery import current_app
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from tenants.councils.scope import current_council
from tenants.mail.models import Mail

log = structlog.get_logger(__name__)

SEND_TASK: Final = "tenants.mail.tasks.send_owed_mail"
SWEEP_SIZE: Final = 500
RETRY_AFTER: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""How long to wait after each failure; after the last one the mail is given up and shown to officers."""
KEPT: Final = timedelta(days=180)
"""How long a row is kept: the time in which the same event must not be told twice."""


@transaction.atomic
def owe_mail(*, event: str, to: str, subject: str, text: str, html: str = "") -> bool:
    """Owe somebody a mail in the caller's transaction; False when the event was told before.

    It is handed to a worker after the commit. That may fail: the sweep finds what wasn't sent.
    """
    words = {"to": to, "subject": " ".join(subject.split())[:200], "text": text, "html": html}
    mail, is_new = Mail.objects.get_or_create(event=event, defaults=words)
    if is_new:
        transaction.on_commit(lambda: _hand_over(mail.pk), robust=True)
    return is_new


@transaction.atomic
def send_mail(*, mail_id: int) -> bool:
    """Send one mail that is due; False when it isn't owed, is being sent by another, or could not be sent.

    The row stays locked meanwhile, so a task that runs twice sends once. A failure is tried again later.
    """
    due = Mail.objects.select_for_update(skip_locked=True).filter(pk=mail_id, sent_at=None, given_up_at=None)
    mail = due.filter(try_at__lte=timezone.now()).first()
    if mail is None:
        return False
    mail.attempts += 1
    try:
        _message(mail).send()
    except Exception:
        log.warning("mail_failed", mail=mail.pk, attempts=mail.attempts, exc_info=True)
        _try_again(mail)
        return False
    mail.sent_at = timezone.now()
    mail.text = mail.html = ""
    mail.save(update_fields=["attempts", "sent_at", "text", "html"])
    return True


def send_waiting_mail() -> int:
    """Send all that is due, oldest first; gives how many went."""
    waiting = Mail.objects.filter(sent_at=None, given_up_at=None, try_at__lte=timezone.now()).order_by("created_at")
    return sum(send_mail(mail_id=mail_id) for mail_id in list(waiting.values_list("pk", flat=True)[:SWEEP_SIZE]))


def purge_mail() -> int:
    """Forget what was sent or given up long ago; gives how many."""
    done = Mail.objects.exclude(sent_at=None, given_up_at=None)
    return done.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _try_again(mail: Mail) -> None:
    if mail.attempts > len(RETRY_AFTER):
        mail.given_up_at = timezone.now()
    else:
        mail.try_at = timezone.now() + RETRY_AFTER[mail.attempts - 1]
    mail.save(update_fields=["attempts", "try_at", "given_up_at"])


def _message(mail: Mail) -> EmailMultiAlternatives:
    council = current_council()
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to],
        reply_to=[council.email] if council.email else None,
        headers={"Message-ID": make_msgid(f"mail-{council.slug}-{mail.pk}", domain=council.domain)},
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _hand_over(mail_id: int) -> None:
    try:
        current_app.send_task(SEND_TASK, args=[mail_id], retry=False)
    except Exception:
        log.warning("mail_left_to_the_sweep", mail=mail_id, exc_info=True)
