"""What happens when a council's words change. Wagtail's own views write them, check permissions and log."""

from typing import Any

from django.core.cache import cache
from django.db import transaction

from search.guidance.selectors import CACHE_KEY


def forget_guidance(**_signal: Any) -> None:
    """Drop what is cached, now and once more after the commit, so that no process keeps what was there before."""
    cache.delete(CACHE_KEY)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY), robust=True)
