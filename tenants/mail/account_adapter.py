"""allauth's mails, in the council's words."""

from collections.abc import Mapping
from typing import Any

import structlog
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.contrib import messages

from tenants.accounts.adapters import AccountAdapter
from tenants.accounts.models import User
from tenants.accounts.requests import address_of
from tenants.councils.links import on_own_host
from tenants.mail.account_mails import EVENTS
from tenants.mail.errors import TooManyMails
from tenants.mail.limits import count_mail
from tenants.mail.messages import council_message
from tenants.mail.selectors import render_words, words_of
from tenants.mail.templates import Holds, MailTemplate, greeting

log = structlog.get_logger(__name__)
NOT_SENT = "We could not send the email just now. Wait a few minutes, then ask for it again."


class CouncilAccountAdapter(AccountAdapter):
    """Sends each mail about signing in at once: the person waits for it, and what it carries soon stops working."""

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Mail about one of allauth's events; a mail server that refuses or is away is told to the person.

        Too many are answered with 429, however they were asked for. Raises KeyError for an event that has no mail of
        ours.
        """
        template, names = EVENTS[template_prefix]
        self._count(template, email)
        person = context.get("person")
        values = {placeholder: _value(template, placeholder, str(context[name])) for placeholder, name in names.items()}
        greeted = {"greeting": greeting(person.name if person else ""), **values}
        mail = render_words(template, words_of(template), greeted)
        try:
            council_message(to=email, subject=mail.subject, text=mail.text, html=mail.html).send()
        except OSError:
            log.exception("account_mail_not_sent", template=template.name)
            messages.error(self.request, NOT_SENT)

    def _count(self, template: MailTemplate, email: str) -> None:
        if template.limits:
            try:
                count_mail("account", template.limits, sender=address_of(self.request), to=email)
            except TooManyMails as refused:
                raise ImmediateHttpResponse(respond_429(self.request)) from refused

    def send_notification_mail(
        self, template_prefix: str, user: User, context: Mapping[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person what changed about their account, where we have a mail for it."""
        if template_prefix in EVENTS:
            self.send_mail(template_prefix, email or user.email, {**(context or {}), "person": user})


def _value(template: MailTemplate, placeholder: str, value: str) -> str:
    """Allauth's value for a placeholder; it makes links of the request's Host header, which anybody writes."""
    return on_own_host(value) if template.placeholders[placeholder].holds is Holds.LINK else value
