"""What a search page or the JSON shows: results with the words around them, ready to render."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.documents import Hit, SearchDocument
from search.matching.distance import Point
from search.query import Sort


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing the words were read as. `remove_query` is the query string of this search without it."""

    kind: str
    """`need`, `topic`, `setting_type`, `age`, `place`, `sector`, `tier`, `delivery`, `referral`, `audience`, `period`,
    `free`, `day`, `accessibility`, `spelling`, `without` (not wanted), `words` or `best-bet` (the council's own)."""
    value: str
    label: str
    remove_query: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetChoice:
    """A choice of a facet and how many it would give."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A group of choices, `name` being the parameter they set."""

    name: str
    label: str
    choices: tuple[FacetChoice, ...]

    @property
    def chosen(self) -> tuple[FacetChoice, ...]:
        """The choices that are on."""
        return tuple(choice for choice in self.choices if choice.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Where a postcode or named place is. `precision` is `postcode`, `sector`, `outcode` or `place`; `council_name`
    names the council it lies in when that is another one, and `council_url` its SEND Local Offer when that is known."""

    label: str
    start: str
    """What `point` is of: the label, or the sector or outcode that stands in for a postcode nobody knows."""
    point: Point
    precision: str
    district: str = ""
    ward: str = ""
    areas: tuple[str, ...] = ()
    """Codes of the areas a family here lives in (council, ward, outcode); none when it is too roughly known to say."""
    council_name: str = ""
    council_url: str = ""

    @property
    def in_england(self) -> bool:
        """Whether the council has a SEND Local Offer: the law that makes them is England's."""
        return self.district.startswith("E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpreter:
    """How to get one, in the language that was typed, whose code goes with it."""

    language: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A wider search when this one found little: what changes, how many it gives, its query string."""

    label: str
    count: int
    query: str
    kind: str = "service"
    """What it finds: services, or pages of advice (`page`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """The whole answer of one search."""

    total: int
    """How many there are of the chosen `kind`."""
    page: int
    pages: int
    engine: str
    kind: str = "service"
    kinds: Mapping[str, int] = field(default_factory=dict)
    """How many services (`service`) and pages of advice (`page`) the search finds."""
    hits: tuple[Hit, ...]
    advice: tuple[SearchDocument, ...] = ()
    """The first pages of advice about what was asked, to show beside services."""
    facets: tuple[Facet, ...] = ()
    understood: tuple[Chip, ...] = ()
    filters: tuple[Chip, ...] = ()
    """The explicit filters that are on, removable."""
    located: Located | None = None
    start: str = ""
    """A sentence on where distances start, or why there are none; empty where no place was given."""
    sort: Sort = Sort.RELEVANCE
    """The order that the results have: not the one asked for where that needs a place and none is known."""
    order: str = ""
    """A sentence on what that order has to do with distance; empty where no place is known."""
    relaxations: tuple[Relaxation, ...] = ()
    interpreter: Interpreter | None = None
    """Set where the words are in another language than English."""
    notices: tuple[str, ...] = ()
    """Sentences about how this was answered, such as that some of the words were left out."""
    errors: dict[str, str] = field(default_factory=dict)
    """Problems that didn't stop the search (an unknown postcode): field name to a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of results and no more, how many there are in all, and what is to be said of them."""

    hits: tuple[Hit, ...]
    total: int
    notices: tuple[str, ...] = ()
