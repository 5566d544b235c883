"""Mails that carry messages, owed in the transaction that keeps the message."""

from contextlib import suppress

from django.urls import reverse

from providers.conversations.mails import FROM_COUNCIL_ABOUT, TO_COUNCIL_ABOUT
from providers.conversations.models import Message
from providers.conversations.selectors import messages_of, readers_of
from providers.listings.models import Service
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.mail.errors import TooManyMails
from tenants.mail.services.outbox import owe_to_person


def owe_message(message: Message) -> None:
    """The other side gets it by mail, with what was written before it. Beyond the limits of mails it is read on the
    listing's page alone."""
    listing = message.listing
    kind = "service" if isinstance(listing, Service) else "organisation"
    page = f"portal:{kind}-messages" if message.from_council else f"conversations:{kind}"
    values = {
        "name": listing.name,
        "message": message.text,
        "before": _before(message),
        "writer": str(message.author),
        "link": absolute_url(reverse(page, kwargs={"uuid": listing.uuid})),
    }
    for person in readers_of(message):
        with suppress(TooManyMails):
            owe_to_person(
                event=f"message:{message.pk}:{person.pk}",
                person=person,
                template=FROM_COUNCIL_ABOUT if message.from_council else TO_COUNCIL_ABOUT,
                values=values,
                about={"message": message.pk},
                sender=None if message.from_council else str(message.author_id),
            )


def _before(message: Message) -> str:
    """The message before it, if any, with who wrote it."""
    earlier = [each for each in messages_of(message.listing) if each.pk < message.pk]
    if not earlier:
        return ""
    who = current_council().name if earlier[-1].from_council else str(earlier[-1].author or "Somebody who has left")
    return f"Before that {who} wrote:\n{earlier[-1].text}"
