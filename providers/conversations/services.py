"""Writing notes and messages."""

from django.db import transaction
from wagtail.log_actions import log

from providers.conversations.models import Message, Note, about
from providers.conversations.notices import owe_message
from providers.conversations.selectors import may_write
from providers.listings.errors import NotAllowed, WrongState
from providers.listings.permissions import Listing, require_officer
from providers.listings.services.listings import lock_listing
from tenants.accounts.models import User


@transaction.atomic
def add_note(*, user: User, listing: Listing, text: str) -> Note:
    """Note something for the council's officers alone; the same words twice in a row are one note.

    Raises NotAllowed for all but officers, WrongState without words.
    """
    require_officer(user)
    locked = lock_listing(listing)
    words = _words(text)
    last = Note.objects.filter(**about(locked)).last()
    if last is not None and (last.author_id, last.text) == (user.pk, words):
        return last
    made = Note.objects.create(author=user, text=words, **about(locked))
    log(instance=locked, action="conversations.note", user=user, data={"note": made.pk})
    return made


@transaction.atomic
def remove_note(*, user: User, note: Note) -> None:
    """Take a note away for good; twice is fine. Raises NotAllowed for all but officers."""
    require_officer(user)
    removed, _ = Note.objects.filter(pk=note.pk).delete()
    if removed:
        log(instance=note.listing, action="conversations.remove_note", user=user, data={"note": note.pk})


@transaction.atomic
def write_message(*, user: User, listing: Listing, text: str, from_council: bool) -> Message:
    """Write to the other side, which gets it by mail; the same words twice in a row are one message.

    Raises NotAllowed for who doesn't speak for that side, WrongState without words.
    """
    if not may_write(user, listing, from_council=from_council):
        raise NotAllowed("You can't write about this listing.")
    locked = lock_listing(listing)
    words = _words(text)
    last = Message.objects.filter(**about(locked)).last()
    if last is not None and (last.author_id, last.text, last.from_council) == (user.pk, words, from_council):
        return last
    made = Message.objects.create(author=user, text=words, from_council=from_council, **about(locked))
    log(instance=locked, action="conversations.message", user=user, data={"message": made.pk})
    owe_message(made)
    return made


def _words(text: str) -> str:
    if not text.strip():
        raise WrongState("Write something first.")
    return text.strip()
