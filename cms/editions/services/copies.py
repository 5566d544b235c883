"""Copies by post: asked for by anybody, printed and posted by staff, and forgotten 30 days after."""

import structlog
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.editions.models import PURGED_AFTER, CopyRequest, CopyStatus
from cms.editions.services.allowed import require_desk
from tenants.accounts.models import User

logger = structlog.get_logger(__name__)
NEXT = {CopyStatus.ASKED: CopyStatus.PRINTED, CopyStatus.PRINTED: CopyStatus.POSTED}


@transaction.atomic
def ask_for_copy(*, wanted: dict[str, str], user: User | None = None) -> CopyRequest:
    """Note a copy that somebody wants: part, format, language, name, address, phone. `user` entered it for a caller.

    The same asked again before it is posted is the same copy. Raises NotAllowed for a `user` of another role.
    """
    if user is not None:
        require_desk(user)
    again = CopyRequest.objects.exclude(status=CopyStatus.POSTED).filter(**wanted).first()
    if again is not None:
        return again
    copy = CopyRequest.objects.create(entered_by=user, **wanted)
    if user is not None:
        log(instance=copy, action="copies.enter", user=user)
    logger.info("copy_asked_for")
    return copy


@transaction.atomic
def move_copy(*, user: User, copy: CopyRequest, to: CopyStatus) -> bool:
    """Say that a copy is printed, or posted; False when somebody has said so already. Raises NotAllowed."""
    require_desk(user)
    locked = CopyRequest.objects.select_for_update(of=("self",)).get(pk=copy.pk)
    if NEXT.get(CopyStatus(locked.status)) != to:
        return False
    locked.status = to
    locked.posted_at = timezone.now() if to == CopyStatus.POSTED else None
    locked.save(update_fields=["status", "posted_at"])
    log(instance=locked, action=f"copies.{to.value}", user=user)
    return True


def purge_copies() -> int:
    """Forget who got the copies that were posted 30 days ago; gives how many. Twice is fine."""
    old = CopyRequest.objects.filter(posted_at__lt=timezone.now() - PURGED_AFTER, purged=False)
    return old.update(name="", address="", phone="", purged=True)
