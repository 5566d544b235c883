"""What officers say about two listings that look alike: that they aren't the same, and that they may be after all."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from providers.listings.models import Organisation, Service
from providers.listings.permissions import require_officer
from providers.upkeep.models import Kind, NotDouble
from tenants.accounts.models import User

MODELS: Final[dict[str, Any]] = {Kind.SERVICE: Service, Kind.ORGANISATION: Organisation}


@transaction.atomic
def say_not_double(*, user: User, kind: Kind, one: UUID, other: UUID) -> None:
    """Note that two listings aren't the same, so that nobody is asked again. Twice is fine. Raises NotAllowed."""
    require_officer(user)
    first, second = sorted((one, other))
    row, new = NotDouble.objects.get_or_create(kind=kind, first=first, second=second, defaults={"decided_by": user})
    if new:
        _log(user, row, "upkeep.not_double")


@transaction.atomic
def ask_again(*, user: User, decision: NotDouble) -> None:
    """Take it back that two listings aren't the same. Twice is fine. Raises NotAllowed."""
    require_officer(user)
    locked = NotDouble.objects.select_for_update(of=("self",)).filter(pk=decision.pk).first()
    if locked is not None:
        _log(user, locked, "upkeep.ask_again")
        locked.delete()


def _log(user: User, row: NotDouble, action: str) -> None:
    for listing in MODELS[row.kind].objects.filter(uuid__in=(row.first, row.second)).order_by("pk"):
        other = row.second if listing.uuid == row.first else row.first
        log(instance=listing, action=action, user=user, data={"other": str(other)})
