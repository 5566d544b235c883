"""What a search asks, read and checked: engines never see raw parameters.

Explicit parameters are `Filters` and decide which listings answer; understood words are `Term`s and `Wishes` and only
decide their order (a wish never hides a result).
"""

from dataclasses import dataclass, field
from enum import StrEnum

from search.matching.distance import Point
from search.matching.filters import Filters
from search.matching.generations import is_about_older_people

DEEPEST_RESULT = 10_000
PER_PAGE = 20
PER_PAGE_CHOICES = (10, 20, 50)
RADII = (1, 3, 5, 10, 25)


class Sort(StrEnum):
    """The orders a family can choose."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NAME = "name"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing the words ask for. A document has it when it holds any of `words` (each a word or a phrase), answers
    any of `needs` or `topics`, or is any of the `settings` (setting types). `prefix` lets the last word while typing
    match its beginnings. `said` is what was typed itself, beside other words for it: a document that holds any of it
    stands above those that are only about the same. With `any_need` one that is open to any need has the term, too.
    `worth` multiplies its points: what few listings have tells more. `within` has the topics that it is a part of, as
    swimming is of things to do: to be of these is not to have it."""

    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    any_need: bool = True
    prefix: bool = False
    worth: float = 1.0

    @property
    def tokens(self) -> tuple[str, ...]:
        """Its topics and settings as `group:value`, the form in which documents hold their codes."""
        return (*(f"topic:{code}" for code in self.topics), *(f"setting_type:{code}" for code in self.settings))

    @property
    def is_coded(self) -> bool:
        """Whether it asks for any code beside its words."""
        return bool(self.needs or self.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was understood beside the words: fitting documents come first, others stay."""

    age: int | None = None
    sectors: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    delivery: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    referral: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    free: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        """The wishes but age as `group:value`, the form in which documents hold their codes; each is worth the same."""
        groups = {
            "sector": self.sectors,
            "tier": self.tiers,
            "delivery": self.delivery,
            "accessibility": self.accessibility,
            "day": self.days,
            "period": self.periods,
            "referral": self.referral,
            "audience": self.audience,
            "free": ("yes",) if self.free else (),
        }
        return tuple(f"{group}:{value}" for group, values in groups.items() for value in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """One search. `minimum_terms` is how many of `terms` a document must have, and with `full_terms` of them it stands
    above those with fewer. `akin` has topics whose documents are found after those. `beside` has terms that no document
    must have: one that has their `said` stands higher. `typed` has each word that was typed, by how rare it is. `meant`
    has the keys of documents that mean what was typed, with their points, `nearest` those that mean nearly the same,
    and `found_by_meaning` those that are found for that, whatever their words. `phrase` is all that was typed: a name
    that has it in its order is most likely meant. `pinned` has the keys of a council's best bets, found whatever the
    words and first, in their order. `radius_miles` needs `origin` and never hides a service that travels
    (`SearchDocument.travels`). `home` has the codes of the areas the family lives in: a listing for other areas'
    families alone comes later. A query that only counts stops at `up_to`."""

    terms: tuple[Term, ...] = ()
    minimum_terms: int = 0
    full_terms: int = 0
    akin: tuple[str, ...] = ()
    beside: tuple[Term, ...] = ()
    typed: tuple[Term, ...] = ()
    meant: tuple[tuple[str, float], ...] = ()
    nearest: tuple[str, ...] = ()
    found_by_meaning: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    phrase: str = ""
    wishes: Wishes = field(default_factory=Wishes)
    filters: Filters = field(default_factory=Filters)
    origin: Point | None = None
    radius_miles: float | None = None
    home: tuple[str, ...] = ()
    sort: Sort = Sort.RELEVANCE
    with_facets: bool = True
    page: int = 1
    per_page: int = PER_PAGE
    up_to: int | None = None

    @property
    def counts_only(self) -> bool:
        """Whether it asks for no more than how many there are."""
        return not self.per_page and not self.with_facets

    def count_query(self, *, up_to: int | None = None) -> "SearchQuery":
        """The query for its count alone, without what only documents, order and facets need."""
        near = self.radius_miles is not None
        return SearchQuery(
            terms=self.terms if self.minimum_terms else (),
            minimum_terms=self.minimum_terms,
            akin=self.akin,
            found_by_meaning=self.found_by_meaning,
            pinned=self.pinned,
            filters=self.filters,
            origin=self.origin if near else None,
            radius_miles=self.radius_miles,
            sort=Sort.NAME,
            with_facets=False,
            per_page=0,
            up_to=up_to,
        )

    @property
    def ages(self) -> tuple[int, ...]:
        """The age that was chosen or else understood, if any: documents that say they take it come first."""
        age = self.wishes.age if self.filters.age is None else self.filters.age
        return () if age is None else (age,)

    @property
    def akin_tokens(self) -> tuple[str, ...]:
        """The topics of `akin` as `group:value`."""
        return tuple(f"topic:{code}" for code in self.akin)

    @property
    def asks_for_settings(self) -> bool:
        """Whether services for schools' and nurseries' staff are looked for: else those for families come first."""
        return "settings" in (*self.wishes.audience, *self.filters.audience)

    @property
    def asks_for_older_people(self) -> bool:
        """Whether what was typed is about older people: else what is about them alone comes later."""
        return is_about_older_people(self.phrase)

    @property
    def offset(self) -> int:
        """How many results come before this page."""
        return (self.page - 1) * self.per_page
