"""Counters of the open council in the cache, and limits by them: for what may start anew, never for what must last.

Keys carry the council through the cache's key function. A cache that is away counts nothing: a page is worth more than
its limit.
"""

from hashlib import sha256
from time import time

from django.core.cache import cache

from tenants.councils.networks import networks_of


def count_up(key: str, *, seconds: int | None) -> int:
    """Add one to a counter and give how many it has; a new one is kept so many seconds, None for good.

    Of several at once each gets another number. Without a cache it always gives 1.
    """
    return _raised(key) or (1 if cache.add(key, 1, seconds) else _raised(key) or 1)


def _raised(key: str) -> int:
    """What an old counter has now; 0 for a new one, and without a cache."""
    try:
        counted: int = cache.incr(key)
    except ValueError:
        return 0
    return counted


def within_limit(action: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more `action` of `who` and say whether that is still allowed, `most` in each span of `seconds`.

    No key holds `who` in clear.
    """
    key = f"limit:{action}:{sha256(who.encode()).hexdigest()}:{int(time() // seconds)}"
    return count_up(key, seconds=2 * seconds) <= most


def within_limit_of_network(action: str, address: str, *, most: int, seconds: int) -> bool:
    """The same for a network address: a household's IPv6 network counts as one, and so, with a larger share, a site's.

    Every limit by where a request comes from is counted here.
    """
    counted = [
        within_limit(action, network, most=most * shares, seconds=seconds) for network, shares in networks_of(address)
    ]
    return all(counted)
