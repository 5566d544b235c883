"""One comment, held for one officer's act."""

from cms.voice.errors import ChangedMeanwhile, NotAllowed, WrongState
from cms.voice.models import Comment
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer


def held(*, user: User, comment: Comment, version: int) -> Comment:
    """The comment as it is now, locked until the transaction ends.

    Raises NotAllowed for all but officers, ChangedMeanwhile when it isn't as the officer saw it, WrongState when it was
    erased.
    """
    if not is_officer(user):
        raise NotAllowed("Only officers act on comments.")
    now = Comment.objects.select_for_update(of=["self"]).select_related("last_by", "contact").get(pk=comment.pk)
    if now.erased_at is not None:
        raise WrongState("Its writer had it erased.")
    if now.version != version:
        who = "Somebody else" if now.last_by is None else str(now.last_by)
        raise ChangedMeanwhile(f"{who} did something with this comment since you opened it. See how it is now.")
    return now


def save_act(*, user: User, comment: Comment, fields: str) -> None:
    """Save what an act changed, the names of its fields divided by spaces."""
    comment.version += 1
    comment.last_by = user
    comment.save(update_fields=[*fields.split(), "version", "last_by"])
