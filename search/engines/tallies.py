"""How many searches each engine answered, and whether Elasticsearch's circuit breaker is open: cached, by council.

All processes share it, and a cache that is emptied starts it anew, as a counter may. The keys are in the part of the
public schema and name the council, so that the metrics ask for those of all councils at once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache

from tenants.councils.rate_limits import count_up
from tenants.councils.scope import current_council, public_scope

UNANSWERED: Final = "none"
ENGINES: Final = ("elasticsearch", "postgres", UNANSWERED)
_BREAKER: Final = "search-breaker-open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many searches of a council each engine has answered, and whether the breaker of any process is open."""

    answered: dict[str, int]
    breaker_is_open: bool


def tally_search(engine: str) -> None:
    """Count a search of the open council that an engine answered; UNANSWERED for none."""
    key = _key(current_council().pk, engine)
    with public_scope():
        count_up(key, seconds=None)


def note_open_breaker(seconds: float) -> None:
    """Note that this process's breaker is open for so long, because of the open council's searches."""
    key = _key(current_council().pk, _BREAKER)
    with public_scope():
        cache.set(key, 1, timeout=int(seconds))


def tallies_of(councils: Collection[int]) -> dict[int, Tally]:
    """The tallies of councils (primary keys), in one question to the cache."""
    with public_scope():
        found = cache.get_many([_key(council, name) for council in councils for name in (*ENGINES, _BREAKER)])
    return {
        council: Tally(
            answered={engine: found.get(_key(council, engine), 0) for engine in ENGINES},
            breaker_is_open=_key(council, _BREAKER) in found,
        )
        for council in councils
    }


def forget_tallies(council: int) -> None:
    """Forget what was counted of a council (primary key). Twice is fine."""
    with public_scope():
        cache.delete_many([_key(council, name) for name in (*ENGINES, _BREAKER)])


def _key(council: int, name: str) -> str:
    return f"searches-{council}-{name}"
