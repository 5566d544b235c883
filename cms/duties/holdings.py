"""What there is among the listings, read in one go: for any number of duties the search table is asked once.

Each code that a listing has is a row of bits, one a listing, so that a question is an `and` of a few numbers.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from cms.duties.rules import ServiceClause
from providers.links.selectors import has_broken_link
from providers.listings.models import Service
from search.index.models import SearchRow
from search.matching.facets import chosen_tokens
from search.matching.filters import AGE_RANGE, YES, Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What is asked of one: its codes as tokens, and its youngest and oldest."""

    tokens: Sequence[str]
    ages: tuple[int, int] = AGE_RANGE
    stale: bool = False
    broken: bool = False


@dataclass(slots=True)
class Holdings:
    """Bits by token (`sector:health`, `free:yes`), and of what else is asked."""

    tokens: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    ages: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    everything: int = 0
    stale: int = 0
    broken: int = 0

    def add(self, listing: Listing) -> None:
        """Hold one more."""
        bit = 1 << self.everything.bit_length()
        self.everything |= bit
        for token in listing.tokens:
            self.tokens[token] |= bit
        for age in range(max(listing.ages[0], AGE_RANGE[0]), min(listing.ages[1], AGE_RANGE[1]) + 1):
            self.ages[age] |= bit
        self.stale |= bit if listing.stale else 0
        self.broken |= bit if listing.broken else 0

    def found(self, clause: ServiceClause) -> int:
        """The bits of the listings that are what the clause says."""
        found = self.everything
        for group, codes in clause.chosen.items():
            found &= self.of_codes(group, codes)
        for flag in clause.flags:
            found &= self.tokens.get(f"{flag}:{YES}", 0)
        return found

    def of_codes(self, group: str, codes: tuple[str, ...]) -> int:
        """The bits of the listings that answer any of a filter's codes, as the search itself would say."""
        chosen: dict[str, Any] = {group: codes}
        bits = 0
        for token in chosen_tokens(Filters(**chosen))[group]:
            bits |= self.tokens.get(token, 0)
        return bits


def read_holdings() -> Holdings:
    """All that families can find now, in two queries. Raises DatabaseError."""
    with_broken_links = Service.objects.filter(has_broken_link(), live=True).values_list("uuid", flat=True)
    broken = {f"service:{uuid}" for uuid in with_broken_links}
    held = Holdings()
    rows = SearchRow.objects.filter(kind="service", deleted=False).values_list(
        "key", "facets", "age_from", "age_to", "stale"
    )
    for key, facets, age_from, age_to, stale in rows.iterator(chunk_size=2000):
        held.add(Listing(tokens=facets, ages=(age_from, age_to), stale=stale, broken=key in broken))
    return held
