"""Sends what is owed, once however often tasks run, and notes what mail servers say of it."""

from contextlib import suppress
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused
from typing import Final

import structlog
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from tenants.councils.scope import current_council
from tenants.councils.services.due_tasks import run_again
from tenants.councils.signing import mark_of
from tenants.mail.errors import MailServerAway
from tenants.mail.messages import council_message
from tenants.mail.models import Mail, MailQuerySet
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
CLAIMED_FOR: Final = timedelta(minutes=10)
"""Longer than a mail server that answers each step at the last moment can take."""
KEPT: Final = timedelta(days=180)
"""How long a row is kept: the time in which the same event must not be told twice."""
NO_SUCH_ADDRESS: Final = frozenset({550, 551, 553})
"""What servers answer for an address that doesn't exist, unless the extended code says that it is about policy."""
PERMANENT: Final = 500
OURS_TO_PUT_RIGHT: Final = frozenset({530, 535})
"""What servers answer when our own sign-in at them is wrong: nothing is wrong with the mail."""


def send_mail(*, mail_id: int) -> bool:
    """Send one mail that is due; False when it isn't owed, is being sent by another, is no longer true, or could not be
    sent.

    Nothing is locked and no transaction open while the mail server is waited for: what is being sent is claimed first,
    so a task that runs twice sends once, and one that was killed is tried again when its claim ends. A failure is tried
    again later; a refusal for good is given up, and one of the address itself is remembered: mails to it are held until
    an officer says it works. While the server is left alone the mail stays due, and no attempt is counted.
    """
    try:
        return _deliver(mail_id)
    except MailServerAway:
        return False


def send_waiting_mail() -> int:
    """Send all that is due, oldest first, and come again when the next is; gives how many went.

    What is left once the mail server is left alone waits for the next time.
    """
    waiting = Mail.objects.due().order_by("created_at").values_list("pk", flat=True)
    sent = 0
    with suppress(MailServerAway):
        for mail_id in list(waiting[:SWEEP_SIZE]):
            sent += _deliver(mail_id)
    if attempt := next_attempt_at():
        run_again(SWEEP_TASK, max(attempt, timezone.now() + SWEPT_WITHIN))
    return sent


def purge_mail() -> int:
    """Forget what was sent, given up or held long ago; gives how many."""
    done = Mail.objects.exclude(sent_at=None, given_up_at=None, held_at=None, untrue_at=None)
    return done.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _deliver(mail_id: int) -> bool:
    """Claim a mail, commit, send it and record what came of it; raises MailServerAway where that wasn't tried."""
    mail = _claimed(mail_id)
    if mail is None:
        return False
    try:
        with transaction.atomic(durable=True):
            if _is_untrue(mail):
                return False
            message = _message(mail)
        message.send()
    except MailServerAway:
        _owned(mail).update(try_at=timezone.now(), attempts=mail.attempts - 1)
        raise
    except Exception as failure:
        log.warning("mail_failed", mail=mail.pk, attempts=mail.attempts, exc_info=True)
        _note_failure(mail, failure)
        return False
    return bool(_owned(mail).update(sent_at=timezone.now(), text="", html="", note=""))


@transaction.atomic(durable=True)
def _claimed(mail_id: int) -> Mail | None:
    """A mail that is due, from now on this process's to send until its claim ends; None for any other."""
    mail = Mail.objects.select_for_update(skip_locked=True).due().filter(pk=mail_id).first()
    if mail is None or _is_unwanted(mail):
        return None
    mail.attempts += 1
    mail.try_at = timezone.now() + CLAIMED_FOR
    mail.save(update_fields=["attempts", "try_at"])
    return mail


def _owned(mail: Mail) -> MailQuerySet:
    """The row of a claimed mail; none once its claim has ended and another has it, or it was taken back meanwhile."""
    return Mail.objects.owed().filter(pk=mail.pk, try_at=mail.try_at)


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
        _owned(mail).update(untrue_at=timezone.now(), note=why[:200], text="", html="")
        log.info("mail_untrue", mail=mail.pk, template=mail.template)
    return bool(why)


@transaction.atomic(durable=True)
def _note_failure(mail: Mail, failure: Exception) -> None:
    if not _owned(mail).select_for_update().exists():
        return
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
    headers = {"Message-ID": _message_id(mail)}
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


def _message_id(mail: Mail) -> str:
    """The same at each try, so that mail programs show one that went twice once; of the event too, as a backup that
    comes back gives keys out again."""
    council = current_council()
    mark = mark_of(mail.event, purpose="tenants.mail.message")
    return f"<mail.{council.pk}.{mail.pk}.{mark}@{council.domain}>"
