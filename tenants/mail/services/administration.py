"""What the council's officers and managers do about mails. Each raises NotAllowed for anyone else, and is audited."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from tenants.accounts.models import User
from tenants.councils.services.due_tasks import run_within
from tenants.mail.errors import BadWords
from tenants.mail.models import BouncedAddress, CouncilMail, Mail
from tenants.mail.permissions import require_keeper
from tenants.mail.placeholders import faults_in
from tenants.mail.selectors import Words, words_of
from tenants.mail.services.holds import hold_address
from tenants.mail.services.outbox import SWEEP_TASK, SWEPT_WITHIN
from tenants.mail.templates import MailTemplate

STILL_WORTH_SENDING: Final = timedelta(days=14)


@transaction.atomic
def save_words(*, user: User, template: MailTemplate, words: Words) -> None:
    """Give a mail words of the council's own. Raises BadWords for placeholders that don't fit the mail."""
    require_keeper(user)
    faults = [
        *faults_in(words.subject, known=template.known),
        *faults_in(words.body, known=template.known, required=template.required),
    ]
    if faults:
        raise BadWords(" ".join(faults))
    before = words_of(template)
    row, _ = CouncilMail.objects.update_or_create(
        template=template.name, defaults={"subject": words.subject, "body": words.body, "changed_by": user}
    )
    if before != words:
        _log_words(row, user, "mail.words", before, words)


@transaction.atomic
def use_standard_words(*, user: User, template: MailTemplate) -> None:
    """Go back to a mail's standard words. Twice is fine."""
    require_keeper(user)
    row = CouncilMail.objects.select_for_update().filter(template=template.name).first()
    if row is not None:
        _log_words(row, user, "mail.standard", Words(row.subject, row.body), Words(template.subject, template.body))
        row.delete()


@transaction.atomic
def try_again(*, user: User, mail: Mail) -> None:
    """Let a mail that was given up be tried once more, from the start. Another's does nothing."""
    require_keeper(user)
    given_up = Mail.objects.filter(pk=mail.pk, sent_at=None).exclude(given_up_at=None)
    if given_up.update(given_up_at=None, attempts=0, try_at=timezone.now()):
        run_within(SWEEP_TASK, SWEPT_WITHIN)
        log(instance=mail, action="mail.again", user=user, data={"to": mail.to})


@transaction.atomic
def note_bounce(*, user: User, address: str, reason: str = "") -> BouncedAddress:
    """Hold mails to an address from now on, because an officer saw one come back."""
    require_keeper(user)
    seen = reason.strip() or "An officer saw a mail come back."
    return hold_address(address=address.strip(), reason=seen, user=user)


@transaction.atomic
def address_works(*, user: User, bounced: BouncedAddress) -> int:
    """Send to an address again, also what was held in the last 14 days; gives how many mails that are."""
    require_keeper(user)
    log(instance=bounced, action="mail.works", user=user, data={"address": bounced.address})
    held = Mail.objects.filter(to__iexact=bounced.address, sent_at=None, given_up_at=None).exclude(held_at=None)
    bounced.delete()
    now = timezone.now()
    sent = held.filter(created_at__gte=now - STILL_WORTH_SENDING).update(held_at=None, try_at=now, note="")
    run_within(SWEEP_TASK, SWEPT_WITHIN)
    held.update(held_at=None, given_up_at=now, note="It was held for too long.")
    return sent


def note_outbox_read(*, user: User, page: int) -> None:
    """Note in the audit trail that a person read a page of whose mails haven't gone: it shows people's addresses."""
    require_keeper(user)
    log(instance=user, action="mail.outbox", user=user, data={"page": page})


def _log_words(row: CouncilMail, user: User, action: str, before: Words, after: Words) -> None:
    told = {
        name: {"subject": words.subject, "body": words.body} for name, words in (("before", before), ("after", after))
    }
    log(instance=row, action=action, user=user, data=told)
