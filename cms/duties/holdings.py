"""What there is among the listings, read in one go: for any number of duties the search table is asked once.

Each code that a listing has is a row of bits, one a listing, so that a question is an `and` of a few numbers.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
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
    """What is asked of one: its codes as tokens, its youngest and oldest, and what is so of it."""

    tokens: Sequence[str]
    ages: tuple[int, int] = AGE_RANGE
    flags: Mapping[str, bool] = field(default_factory=dict)
    stale: bool = False
    broken: bool = False


@dataclass(slots=True)
class Holdings:
    """Bits by token (`sector:health`), and of what else is asked."""

    tokens: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    ages: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    flags: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    everything: int = 0
    stale: int = 0
    broken: int = 0

    def add(self, listing: Listing) -> None:
        """Hold one more."""
        bit = 1 << self.everything.bit_length()
        self.everything |= bit
        for token in listing.tokens:
            self.tokens[token] |= bit
            group, _, value = token.partition(":")
            if value == YES:
                self.flags[group] |= bit
        for age in range(max(listing.ages[0], AGE_RANGE[0]), min(listing.ages[1], AGE_RANGE[1]) + 1):
            self.ages[age] |= bit
        for flag, so in listing.flags.items():
            self.flags[flag] |= bit if so else 0
        self.stale |= bit if listing.stale else 0
        self.broken |= bit if listing.broken else 0

    def found(self, clause: ServiceClause) -> int:
        """The bits of the listings that are what the clause says."""
        found = self.everything
        for group, codes in clause.chosen.items():
            found &= self.of_codes(group, codes)
        for flag in clause.flags:
            found &= self.flags[flag]
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
        "key", "facets", "age_from", "age_to", "stale", "out_of_area", "body__section_41"
    )
    for key, facets, age_from, age_to, stale, out_of_area, section_41 in rows.iterator(chunk_size=2000):
        held.add(
            Listing(
                tokens=facets,
                ages=(age_from, age_to),
                flags={"out_of_area": out_of_area, "section_41": bool(section_41)},
                stale=stale,
                broken=key in broken,
            )
        )
    return held
