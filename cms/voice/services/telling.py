"""Taking a comment, from its writer's form or from an officer who heard or read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms.voice.errors import NotAllowed, ToldBefore
from cms.voice.kinds import CameBy
from cms.voice.models import Comment, Contact
from cms.voice.notices import owe_concern, owe_fact
from search.documents import SearchDocument
from search.understanding.danger import read_danger
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer
from tenants.audit.services import record

log = structlog.get_logger(__name__)

SAME_WORDS: Final = timedelta(days=1)
A_SENTENCE: Final = 30
"""Characters that two people don't write alike by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What somebody said, and how they can be reached where they want an answer."""

    theme: str
    who: str
    words: str
    email: str = ""
    phone: str = ""


@transaction.atomic
def tell(*, said: Said, about: SearchDocument | None, opening: str) -> Comment:
    """Keep a comment on a page, or with None on the whole offer. Who tells needs no account.

    The same words from one `opening` of the form are one comment. Words of danger are mailed to the named recipient.
    Raises ToldBefore for a whole sentence that came word for word within SAME_WORDS, from another opening.
    """
    key = f"{opening}\n{about.key if about else ''}\n{said.theme}\n{said.words}"
    told_key = salted_hmac("feedback", key, algorithm="sha256").hexdigest()
    if _came_before(said, about, but=told_key):
        raise ToldBefore("We have these very words already. If they are yours, look them up by your receipt number.")
    comment, is_new = Comment.objects.get_or_create(told_key=told_key, defaults=_columns(said, about))
    if is_new:
        _keep_contact(comment, said)
        _flag_danger(comment)
        if comment.is_fact:
            owe_fact(comment)
    log.info("comment_told", kind=said.theme, is_new=is_new)
    return comment


@transaction.atomic
def enter(*, user: User, said: Said, about: SearchDocument | None, came_by: CameBy, received_on: date) -> Comment:
    """Keep what came by phone, on paper or at a meeting. Raises NotAllowed for all but officers."""
    if not is_officer(user):
        raise NotAllowed("Only officers enter comments.")
    comment = Comment.objects.create(
        **_columns(said, about), came_by=came_by, received_on=received_on, entered_by=user, last_by=user
    )
    _keep_contact(comment, said)
    _flag_danger(comment)
    if comment.is_fact:
        owe_fact(comment)
    record(action="voice.enter", user=user, instance=comment, came_by=came_by)
    return comment


def _came_before(said: Said, about: SearchDocument | None, *, but: str) -> bool:
    """Whether somebody sent the same words about the same lately, and not from the opening that `but` is of."""
    if len(said.words) < A_SENTENCE:
        return False
    since = timezone.now() - SAME_WORDS
    same = Comment.objects.filter(created_at__gt=since, words=said.words, about_uuid=about.uuid if about else None)
    return same.exclude(told_key=None).exists() and not same.filter(told_key=but).exists()


def _columns(said: Said, about: SearchDocument | None) -> Mapping[str, Any]:
    named = (
        {
            "about_kind": about.kind,
            "about_uuid": about.uuid,
            "about_name": about.name[:255],
            "about_url": about.url[:300],
        }
        if about
        else {}
    )
    return {"theme": said.theme, "who": said.who, "words": said.words, **named}


def _keep_contact(comment: Comment, said: Said) -> None:
    if said.email or said.phone:
        until = timezone.localdate() + Contact.KEPT_WITHOUT_ANSWER
        Contact.objects.create(comment=comment, email=said.email, phone=said.phone, kept_until=until)


def _flag_danger(comment: Comment) -> None:
    """Words that say outright that there is danger are flagged by themselves. What is only likely shows the writer who
    helps, and waits for an officer: a mailbox that gets too much is read too late."""
    if read_danger(comment.words).said:
        comment.flagged_at = timezone.now()
        comment.save(update_fields=["flagged_at"])
        owe_concern(comment)
