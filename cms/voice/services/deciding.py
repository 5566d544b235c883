"""What an officer decides about a comment: where it is filed, whether families read it, whether a child is at risk."""

from django.db import transaction
from django.utils import timezone

from cms.voice.errors import StillPersonal, WrongState
from cms.voice.kinds import Refusal, State, Theme
from cms.voice.marked_edits import marked
from cms.voice.models import Comment
from cms.voice.notices import owe_answered, owe_concern
from cms.voice.personal import looks_personal
from cms.voice.services.held import held, save_act
from cms.voice.services.keeping import keep_contact_on
from tenants.accounts.models import User
from tenants.audit.services import record


@transaction.atomic
def file_under(*, user: User, comment: Comment, version: int, theme: Theme) -> Comment:
    """Say what a comment is about. Raises as `held`; WrongState for what was decided and would become a fact, or was
    one."""
    now = held(user=user, comment=comment, version=version)
    if now.theme == theme:
        return now
    if now.state != State.WAITING and Theme.FACT in {now.theme, theme}:
        raise WrongState("It was decided on already.")
    before, now.theme = now.theme, theme
    save_act(user=user, comment=now, fields="theme")
    record(action="voice.file", user=user, instance=now, before=before, after=theme)
    return now


@transaction.atomic
def publish_comment(*, user: User, comment: Comment, version: int, words: str, nobody: bool) -> Comment:
    """Let families read a comment, in these words; what differs from the writer's is marked.

    Raises as `held`; WrongState for a fact; StillPersonal for what looks like a person's details, unless the officer
    says that `nobody` can be recognised.
    """
    now = _to_decide(user, comment, version)
    public = marked(now.words, words)
    if looks_personal(public) and not nobody:
        raise StillPersonal("Some words look like details of a person. Take them out, or say that they are none.")
    now.state, now.refusal, now.public_words, now.decided_at = State.PUBLISHED, "", public, timezone.now()
    save_act(user=user, comment=now, fields="state refusal public_words decided_at")
    record(action="voice.publish", user=user, instance=now, edited=public != now.words)
    return now


@transaction.atomic
def refuse(*, user: User, comment: Comment, version: int, reason: Refusal) -> Comment:
    """Don't publish a comment, for one of the two reasons there are; one that was published is taken down.

    The writer is told, with the way to complain. Raises as `held`; WrongState for a fact.
    """
    now = _to_decide(user, comment, version)
    now.state, now.refusal, now.public_words, now.decided_at = State.REFUSED, reason, "", timezone.now()
    save_act(user=user, comment=now, fields="state refusal public_words decided_at")
    record(action="voice.refuse", user=user, instance=now, reason=reason)
    keep_contact_on(now)
    owe_answered(now)
    return now


@transaction.atomic
def flag(*, user: User, comment: Comment, version: int) -> Comment:
    """Say that a child or young person may be in danger: the named recipient is mailed at once, and once."""
    now = held(user=user, comment=comment, version=version)
    if now.flagged_at is None:
        now.flagged_at = timezone.now()
        save_act(user=user, comment=now, fields="flagged_at")
        record(action="voice.flag", user=user, instance=now)
        owe_concern(now)
    return now


def _to_decide(user: User, comment: Comment, version: int) -> Comment:
    now = held(user=user, comment=comment, version=version)
    if now.is_fact:
        raise WrongState("A wrong fact is put right, not published. File it under another theme first.")
    return now
