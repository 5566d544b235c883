"""How many searches each engine answered, and whether Elasticsearch is left alone: kept in the cache, by council.

All processes share it, and a cache that is emptied starts it anew, as a counter may.
"""

from typing import Final

from django.core.cache import cache

from tenants.councils.rate_limits import count_up

UNANSWERED: Final = "none"
ENGINES: Final = ("elasticsearch", "postgres", UNANSWERED)
_BREAKER: Final = "search-breaker-open"


def tally_search(engine: str) -> None:
    """Count a search of the open council that an engine answered; UNANSWERED for none."""
    count_up(_key(engine), seconds=None)


def searches_by_engine() -> dict[str, int]:
    """How many searches of the open council each engine has answered."""
    found = cache.get_many([_key(engine) for engine in ENGINES])
    return {engine: found.get(_key(engine), 0) for engine in ENGINES}


def note_open_breaker(seconds: float) -> None:
    """Say that this process leaves Elasticsearch alone for so long."""
    cache.set(_BREAKER, 1, timeout=int(seconds))


def breaker_is_open() -> bool:
    """Whether any process leaves Elasticsearch alone because of the open council's searches."""
    return bool(cache.get(_BREAKER))


def _key(engine: str) -> str:
    return f"searches-answered-by-{engine}"
