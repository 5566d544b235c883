"""A mail as it leaves us: from the platform, with answers to the council."""

from collections.abc import Mapping

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from tenants.councils.scope import current_council


def council_message(
    *, to: str, subject: str, text: str, html: str, headers: Mapping[str, str] | None = None, return_to: str = ""
) -> EmailMultiAlternatives:
    """A message of the open council, as text and HTML. `return_to` is where mail servers report that it failed."""
    council = current_council()
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=return_to or settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[council.email] if council.email else None,
        headers={"From": settings.DEFAULT_FROM_EMAIL, **(headers or {})},
    )
    if html:
        message.attach_alternative(html, "text/html")
    return message
