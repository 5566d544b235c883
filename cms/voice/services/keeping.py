"""How long is kept what a comment says of its writer, and erasing it sooner."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from cms.voice.models import Comment, Contact
from tenants.audit.services import record

DOUBLE_PRESS: Final = timedelta(days=2)
"""After so long nobody presses twice: what tells one opening of a form is forgotten."""


def keep_contact_on(comment: Comment) -> None:
    """From the answer on, its writer can be reached for 90 days more. In the caller's transaction."""
    until = timezone.localdate() + Contact.KEPT
    Contact.objects.filter(comment=comment).update(kept_until=until)


@transaction.atomic
def purge() -> int:
    """Delete contacts that aren't to be kept any longer; gives how many."""
    old = timezone.now() - DOUBLE_PRESS
    Comment.objects.filter(created_at__lt=old).exclude(told_key=None).update(told_key=None)
    gone, _ = Contact.objects.filter(kept_until__lt=timezone.localdate()).delete()
    return gone


@transaction.atomic
def erase(*, comment: Comment) -> None:
    """Take away for good what a comment's writer said and how they can be reached, published or not; twice is fine.

    That there was one stays counted. Whoever has its receipt may ask for it.
    """
    now = Comment.objects.select_for_update().get(pk=comment.pk)
    Contact.objects.filter(comment=now).delete()
    if now.erased_at is None:
        now.erased_at, now.words, now.public_words, now.told_key = timezone.now(), "", "", None
        now.version += 1
        now.save(update_fields=["erased_at", "words", "public_words", "told_key", "version"])
        record(action="voice.erase", instance=now)
