"""What is written about a listing, for the pages of the desk and of the portal."""

from django import template

from providers.conversations.models import Message
from providers.conversations.selectors import Talk, messages_of, talk_of
from providers.listings.permissions import Listing

register = template.Library()


@register.simple_tag
def all_written(listing: Listing) -> Talk:
    """Notes and messages, for officers' pages alone."""
    return talk_of(listing)


@register.simple_tag
def messages_about(listing: Listing) -> tuple[Message, ...]:
    """The conversation, for both sides."""
    return messages_of(listing)
