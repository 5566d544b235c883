"""Who else has a submission open, so that two reviewers don't do the same work: a hint in the cache, no lock."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.core.cache import cache
from django.utils import timezone

from tenants.accounts.models import User

REMEMBERED: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody else who opened a submission, and how many minutes ago."""

    name: str
    minutes: int


def note_opened(submission: int, user: User) -> list[Looking]:
    """Remember that a person opened a submission; gives who else did in the last 15 minutes, the latest first.

    The cache forgets, and of two who open it in the same moment it may keep one: then nobody is told.
    """
    now = timezone.now()
    key = f"review:opened:{submission}"
    opened: dict[int, tuple[str, datetime]] = cache.get(key) or {}
    recent = {pk: seen for pk, seen in opened.items() if seen[1] > now - REMEMBERED}
    others = sorted((seen for pk, seen in recent.items() if pk != user.pk), key=lambda seen: seen[1], reverse=True)
    cache.set(key, {**recent, user.pk: (str(user), now)}, REMEMBERED.total_seconds())
    return [Looking(name, (now - at).seconds // 60) for name, at in others]
