"""Mails that come back: the return address that each carries, and what a mail server's report about one changes.

The return address names the council and the mail, with a signature over both. A report that reaches an address which
isn't one of ours changes nothing, whatever it says; and it is about whom we wrote to, never about whom it names.
"""

import re
from enum import Enum
from typing import Final

import structlog
from django.conf import settings
from django.db import transaction

from tenants.councils.errors import UnknownCouncil
from tenants.councils.scope import council_scope, current_council
from tenants.councils.signing import MARK_LENGTH, is_mark_of, mark_of
from tenants.mail.delivery_reports import Report, read_report
from tenants.mail.models import Mail
from tenants.mail.services.holds import hold_address

log = structlog.get_logger(__name__)

PURPOSE: Final = "tenants.mail.return"
_TOKEN: Final = rf"(?P<council>\d{{1,9}})\.(?P<mail>\d{{1,18}})-(?P<mark>[0-9a-f]{{{MARK_LENGTH}}})"


class Outcome(Enum):
    """What a report came to."""

    HELD = "Mails to the address are held from now on."
    NOTED = "Noted beside the mail."
    NOT_OURS = "Not about a mail of ours."
    NO_REPORT = "Not a report about a mail that failed."


def return_address(mail: Mail) -> str:
    """Where mail servers report about a mail of the open council; empty where the platform reads no reports."""
    local, _, host = settings.MAIL_BOUNCES_TO.partition("@")
    return (
        f"{local}+{current_council().pk}.{mail.pk}-{mark_of(_marked(mail.pk), purpose=PURPOSE)}@{host}" if host else ""
    )


def take_report(content: bytes, *, sent_to: str = "") -> Outcome:
    """Act on a message that came to the return address, `sent_to` as the mail server says; else its headers tell."""
    report = read_report(content)
    if report is None:
        return Outcome.NO_REPORT
    for token in _tokens(f"{sent_to} {report.sent_to}"):
        try:
            with council_scope(int(token["council"])), transaction.atomic():
                if mail := _mail_of(int(token["mail"]), token["mark"]):
                    return _note(mail, report)
        except UnknownCouncil:
            continue
    return Outcome.NOT_OURS


def _tokens(addresses: str) -> "list[re.Match[str]]":
    local, _, host = settings.MAIL_BOUNCES_TO.partition("@")
    if not host:
        return []
    ours = rf"(?<![\w.+-]){re.escape(local)}\+{_TOKEN}@{re.escape(host)}(?![\w.-])"
    return list(re.finditer(ours, addresses, re.IGNORECASE | re.ASCII))


def _mail_of(pk: int, mark: str) -> Mail | None:
    if not is_mark_of(mark.lower(), _marked(pk), purpose=PURPOSE):
        return None
    return Mail.objects.select_for_update().filter(pk=pk).first()


def _note(mail: Mail, report: Report) -> Outcome:
    """Twice is fine: servers report again, and folders are read again."""
    mail.note = report.words
    mail.save(update_fields=["note"])
    log.info("mail_came_back", mail=mail.pk, status=report.status)
    if not report.is_for_good:
        return Outcome.NOTED
    hold_address(address=mail.to, reason=report.words, mail=mail)
    return Outcome.HELD


def _marked(pk: int) -> str:
    return f"{current_council().schema_name}:{pk}"
