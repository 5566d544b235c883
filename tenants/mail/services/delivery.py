"""Sends what is owed, once however often tasks run, and notes what mail servers say of it."""

from datetime import timedelta
from email.utils import make_msgid
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Final

import structlog
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from tenants.councils.scope import current_council
from tenants.councils.services.due_tasks import run_again
from tenants.mail.messages import council_message
from tenants.mail.models import Mail
from tenants.mail.selectors import bounced_among, has_stopped, next_attempt_at, stop_url_of, why_untrue
from tenants.mail.services.bounces import return_address
from tenants.mail.services.holds import hold_address
from tenants.mail.services.outbox import SWEEP_TASK, SWEPT_WITHIN

log = structlog.get_logger(__name__)

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
NO_SUCH_ADDRESS: Final = frozenset({550, 551, 553})
"""What servers answer for an address that doesn't exist, unless the extended code says that it is about policy."""
PERMANENT: Final = 500
OURS_TO_PUT_RIGHT: Final = frozenset({530, 535})
"""What servers answer when our own sign-in at them is wrong: nothing is wrong with the mail."""


@transaction.atomic
def send_mail(*, mail_id: int) -> bool:
    """Send one mail that is due; False when it isn't owed, is being sent by another, is no longer true, or could not be
    sent.

    The row stays locked meanwhile, so a task that runs twice sends once. A failure is tried again later; a refusal for
    good is given up, and one of the address itself is remembered: mails to it are held until an officer says it works.
    """
    mail = Mail.objects.select_for_update(skip_locked=True).due().filter(pk=mail_id).first()
    if mail is None or _is_unwanted(mail):
        return False
    mail.attempts += 1
    try:
        with transaction.atomic():  # a check that fails must leave the row's transaction whole
            if _is_untrue(mail):
                return False
        _message(mail).send()
    except Exception as failure:
        log.warning("mail_failed", mail=mail.pk, attempts=mail.attempts, exc_info=True)
        _note_failure(mail, failure)
        return False
    mail.sent_at = timezone.now()
    mail.text = mail.html = mail.note = ""
    mail.save(update_fields=["attempts", "sent_at", "text", "html", "note"])
    return True


def send_waiting_mail() -> int:
    """Send all that is due, oldest first, and come again when the next is; gives how many went."""
    waiting = Mail.objects.due().order_by("created_at").values_list("pk", flat=True)
    sent = sum(send_mail(mail_id=mail_id) for mail_id in list(waiting[:SWEEP_SIZE]))
    if attempt := next_attempt_at():
        run_again(SWEEP_TASK, max(attempt, timezone.now() + SWEPT_WITHIN))
    return sent


def purge_mail() -> int:
    """Forget what was sent, given up or held long ago; gives how many."""
    done = Mail.objects.exclude(sent_at=None, given_up_at=None, held_at=None, untrue_at=None)
    return done.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _is_unwanted(mail: Mail) -> bool:
    """Whether it must not go: mails to the address come back, or the person turned such mails off meanwhile."""
    if mail.topic and has_stopped(mail.to, mail.topic):
        mail.delete()
        return True
    if bounced_among([mail.to]):
        mail.held_at = timezone.now()
        mail.note = "Mails to this address come back."
        mail.save(update_fields=["held_at", "note"])
        return True
    return False


def _is_untrue(mail: Mail) -> bool:
    """Whether what it tells has changed since it was owed: then it never goes, and officers see why."""
    why = why_untrue(mail)
    if why:
        mail.untrue_at, mail.note = timezone.now(), why[:200]
        mail.text = mail.html = ""
        mail.save(update_fields=["untrue_at", "note", "text", "html"])
        log.info("mail_untrue", mail=mail.pk, template=mail.template)
    return bool(why)


def _note_failure(mail: Mail, failure: Exception) -> None:
    code, answer = _answer_of(mail, failure)
    mail.note = answer[:200]
    if code in NO_SUCH_ADDRESS and "5.7." not in answer:
        hold_address(address=mail.to, reason=mail.note, mail=mail)
    if code >= PERMANENT or mail.attempts > len(RETRY_AFTER):
        mail.given_up_at = timezone.now()
    else:
        mail.try_at = timezone.now() + RETRY_AFTER[mail.attempts - 1]
    mail.save(update_fields=["attempts", "try_at", "given_up_at", "note"])


def _answer_of(mail: Mail, failure: Exception) -> tuple[int, str]:
    """What the mail server said of this mail, with its code; 0 when the fault is between us and the server."""
    answer: bytes | str
    if isinstance(failure, SMTPRecipientsRefused) and failure.recipients:
        code, answer = failure.recipients.get(mail.to) or next(iter(failure.recipients.values()))
    elif isinstance(failure, SMTPDataError):
        code, answer = failure.smtp_code, failure.smtp_error
    else:
        return 0, "The mail server could not be reached or did not take it."
    if code in OURS_TO_PUT_RIGHT:
        return 0, "The mail server refused our sign-in."
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return int(code), f"{code} {' '.join(words.split())}"


def _message(mail: Mail) -> EmailMultiAlternatives:
    council = current_council()
    headers = {"Message-ID": make_msgid(f"mail-{council.slug}-{mail.pk}", domain=council.domain)}
    if mail.topic:
        headers["List-Unsubscribe"] = f"<{stop_url_of(mail.to, mail.topic)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return council_message(
        to=mail.to,
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        headers=headers,
        return_to=return_address(mail),
    )
