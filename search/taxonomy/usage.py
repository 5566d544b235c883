"""Where a term is used. Upper rooms say so: this room knows nothing of listings and pages."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Final

Counts = Mapping[int, int]
"""How often each term is used, by its primary key."""

_uses: Final[dict[str, Callable[[str], Counts]]] = {}


def register_use(what: str, count: Callable[[str], Counts]) -> None:
    """Say in an AppConfig.ready how often terms of a vocabulary are used as `what` (“live services”)."""
    _uses[what] = count


def uses_of(vocabulary: str) -> dict[int, Counter[str]]:
    """For each term of a vocabulary that is used, how often as what; a fixed number of queries."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for what, count in _uses.items():
        for term, number in count(vocabulary).items():
            found[term][what] += number
    return found
