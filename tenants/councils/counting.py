"""Counters of the open council in the cache: for limits and figures that may start anew, never for what must last."""

from django.core.cache import cache


def count_up(key: str, *, seconds: int | None) -> int:
    """Add one to a counter and give how many it has; a new one is kept so many seconds, None for good.

    A cache that is away counts nothing and always gives 1.
    """
    try:
        counted: int = cache.incr(key)
    except ValueError:  # a new one, or no cache
        cache.add(key, 1, seconds)
        return 1
    return counted
