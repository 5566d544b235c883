"""Reads of mail: a council's words, what waits, whose mails come back, who turned what off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse

from tenants.accounts.models import User
from tenants.councils import signing
from tenants.councils.links import absolute_url, on_own_host
from tenants.councils.scope import current_council
from tenants.mail.html import as_html
from tenants.mail.models import BouncedAddress, CouncilMail, Mail, StoppedTopic
from tenants.mail.placeholders import faults_in, filled
from tenants.mail.templates import Holds, Lasting, MailTemplate, Topic, topic_of, truth_of
from tenants.mail.values import values_for

log = structlog.get_logger(__name__)

STOP: Final = "stop-mails"
"""The purpose of links that turn a kind of mail off."""
PERSON: Final = "person"
"""The key of whoever a mail is for, in what it is about."""


@dataclass(frozen=True, slots=True)
class Words:
    """A mail's subject and body, with placeholders."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail as it is sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which mails somebody may turn off."""

    address: str
    topic: Topic


def words_of(template: MailTemplate) -> Words:
    """The council's own words, else the standard ones: also when the mail has lost a placeholder that those have."""
    own = CouncilMail.objects.filter(template=template.name).first()
    if own is None:
        return Words(template.subject, template.body)
    if faults_in(own.subject + own.body, known=template.known):
        log.warning("mail_words_out_of_date", template=template.name)
        return Words(template.subject, template.body)
    return Words(own.subject, own.body)


def render_words(template: MailTemplate, words: Words, values: Mapping[str, str], *, stop_url: str = "") -> Rendered:
    """A mail in these words with its values, as plain text and as HTML made of it.

    Raises KeyError for a value that is missing, ValueError for a link that isn't ours.
    """
    council = current_council()
    everywhere = {"council": council.name, "council_phone": council.phone}
    known = {**values_for(template, values), **everywhere}
    text = filled(words.body, known)
    if stop_url:
        text = f"{text}\n\nTo stop these mails, open this page and press the button on it:\n{stop_url}"
    subject = " ".join(filled(words.subject, known).split())
    return Rendered(subject=subject, text=text, html=as_html(text, council))


def samples_of(template: MailTemplate) -> dict[str, str]:
    """A value for each placeholder, as a preview shows it: links lead to the council's own host."""
    return {
        name: on_own_host(each.sample) if each.holds is Holds.LINK else each.sample
        for name, each in template.placeholders.items()
    }


def stop_url_of(address: str, topic: str) -> str:
    """Where a person turns a kind of mail off without signing in; worth something in this council alone."""
    token = signing.dumps([address.lower(), topic], purpose=STOP)
    return absolute_url(reverse("stop-mails", args=[token]))


def choice_of(token: str) -> Choice | None:
    """Whose choice about which mails a link is; None when it is forged, another council's, or of a topic long gone."""
    try:
        address, topic = signing.loads(token, purpose=STOP)
        return Choice(address, topic_of(topic))
    except (signing.BadSignature, ValueError, TypeError, KeyError):
        return None


def has_stopped(address: str, topic: str) -> bool:
    """Whether the person turned this kind of mail off."""
    return StoppedTopic.objects.filter(address=address.lower(), topic=topic).exists()


def has_own_words(template: MailTemplate) -> bool:
    """Whether the council wrote its own for a mail."""
    return CouncilMail.objects.filter(template=template.name).exists()


def changed_templates() -> dict[str, CouncilMail]:
    """The council's own words by the name of their mail."""
    return {row.template: row for row in CouncilMail.objects.select_related("changed_by")}


def why_untrue(mail: Mail) -> str:
    """Why a mail that is about to leave is no longer true, for officers; empty while it is, or where nobody can say."""
    person = mail.about.get(PERSON)
    if person is not None and not User.objects.filter(pk=person, is_active=True).exists():
        return "The person it is for has no account any more."
    try:
        truth = truth_of(mail.template)
    except KeyError:
        return ""
    return "" if isinstance(truth, Lasting) else truth(mail.about)


def unsent() -> "QuerySet[Mail]":
    """What hasn't gone: waiting, held, given up or no longer true, newest first."""
    return Mail.objects.filter(sent_at=None).order_by("-created_at", "-pk")


def next_attempt_at() -> datetime | None:
    """When the first of the mails that are owed is to be tried."""
    attempt: datetime | None = Mail.objects.owed().aggregate(first=Min("try_at"))["first"]
    return attempt


def counts_by_fate() -> dict[str, int]:
    """How many mails wait, are held, were given up, and were no longer true."""
    return Mail.objects.filter(sent_at=None).aggregate(
        waiting=Count("pk", filter=Q(held_at=None, given_up_at=None, untrue_at=None)),
        held=Count("pk", filter=Q(held_at__isnull=False, given_up_at=None)),
        given_up=Count("pk", filter=Q(given_up_at__isnull=False)),
        untrue=Count("pk", filter=Q(untrue_at__isnull=False)),
    )


def bounced_addresses() -> list[BouncedAddress]:
    """All addresses whose mails come back, newest first."""
    return list(BouncedAddress.objects.order_by("-noted_at", "-pk"))


def bounced_among(addresses: Iterable[str]) -> set[str]:
    """Those of some addresses, in small letters, whose mails come back."""
    small = {address.lower() for address in addresses}
    return set(BouncedAddress.objects.filter(address__in=small).values_list("address", flat=True))
