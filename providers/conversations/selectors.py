"""Who may read and write what about a listing."""

from dataclasses import dataclass

from django.db.models import QuerySet

from providers.conversations.models import Message, Note, about
from providers.listings.models import Membership
from providers.listings.permissions import Listing, Person, organisation_id_of, user_can_edit_listing
from tenants.accounts.models import User
from tenants.accounts.roles import OFFICER, is_officer


@dataclass(frozen=True, slots=True)
class Talk:
    """What is written about a listing, oldest first; `notes` are the council's alone."""

    messages: tuple[Message, ...]
    notes: tuple[Note, ...]


def talk_of(listing: Listing) -> Talk:
    """All of it, for officers."""
    return Talk(messages_of(listing), tuple(Note.objects.filter(**about(listing)).select_related("author")))


def messages_of(listing: Listing) -> tuple[Message, ...]:
    """The conversation with the listing's people, oldest first."""
    return tuple(Message.objects.filter(**about(listing)).select_related("author"))


def may_write(user: Person, listing: Listing, *, from_council: bool) -> bool:
    """Whether the person speaks for that side: officers for the council, those who write for it for the listing."""
    return is_officer(user) if from_council else user_can_edit_listing(user, listing)


def readers_of(message: Message) -> list[User]:
    """Whom a message is mailed to: its people's writers; on the council's side whoever wrote in the conversation, and
    every officer while nobody has."""
    listing = message.listing
    if message.from_council:
        return Membership.objects.writers().filter(organisation=organisation_id_of(listing)).people()
    wrote = Message.objects.filter(**about(listing), from_council=True).values("author")
    officers: QuerySet[User] = User.objects.filter(is_active=True, groups__name=OFFICER)
    return list(officers.filter(pk__in=wrote)) or list(officers)
