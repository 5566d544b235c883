"""What families can find, flat and complete: result pages render from these alone.

Frozen dataclasses without Django or a search client, so that the table, both engines and the pages share one meaning.
Vocabulary codes are those of Open Referral UK and of `infra/docs/contracts.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, Final, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place a listing is given at. A hidden address has the centre of the area around it, never its own point."""

    uuid: str
    label: str
    """What a family reads: the town and postcode, or the postcode sector or outcode when the address is hidden."""
    latitude: float
    longitude: float
    hidden: bool = False
    """Whether the point is only the centre of its postcode sector or outcode."""
    out_of_area: bool = False
    accessibility: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """A published listing or page as families' search knows it.

    `key` is unique within a council (`service:<uuid>`, `page:<uuid>`) and `kind` its first part; `labels` are the words
    of its needs and topics in the council's own language, searched beside the codes; an empty `needs` never answers a
    filter by need.
    """

    key: str
    kind: str
    uuid: str
    name: str
    url: str
    summary: str = ""
    description: str = ""
    organisation: str = ""
    organisation_kind: str = ""
    setting_type: str = ""
    sectors: tuple[str, ...] = ()
    tier: str = ""
    needs: tuple[str, ...] = ()
    needs_answered: tuple[str, ...] = ()
    """The needs with their broader and narrower terms: what a filter by need looks at."""
    topics: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    reach: str = "local"
    delivery: tuple[str, ...] = ()
    referral: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    free: bool | None = None
    personal_budget: bool | None = None
    cost: str = ""
    how_to_access: str = ""
    places: tuple[Place, ...] = ()
    place_withheld: bool = False
    """Whether it has a place of which families are told nothing: that one isn't among `places`."""
    open_days: tuple[str, ...] = ()
    """Days of the week it opens on: `mon` … `sun`."""
    periods: tuple[str, ...] = ()
    """When in the year, where it says so: `term`, `holidays`, `by-arrangement`."""
    areas: tuple[str, ...] = ()
    """GSS codes of the districts and wards, or outcodes, whose families alone it is for; empty without such a limit."""
    area_names: tuple[str, ...] = ()
    phone: str = ""
    found_by: tuple[str, ...] = ()
    """Phone numbers, web and mail addresses, and addresses that aren't hidden: families search them, results don't show
    them."""
    section_41: bool = False
    temporarily_closed: bool = False
    stale: bool = False
    last_assured: date | None = None
    updated: date | None = None
    written_by: str = ""
    """Whose words these are: `organisation` or `council`."""
    brought_in_from: str = ""
    approved_by: str = ""
    """Who approved them last: `council`, `second-reviewer`, `rules` or `nobody`."""
    approved: date | None = None

    @property
    def out_of_area(self) -> bool:
        """True when every place of it lies in another council's area."""
        return bool(self.places) and all(place.out_of_area for place in self.places)

    @property
    def accessibility_anywhere(self) -> tuple[str, ...]:
        """What it or any of its places has."""
        return (*self.accessibility, *(each for place in self.places for each in place.accessibility))

    @property
    def travels(self) -> bool:
        """True when a family can use it wherever they live: a radius never hides it."""
        return self.reach != "local" or bool({"online", "phone", "home"} & set(self.delivery)) or not self.places

    def as_json(self) -> dict[str, Any]:
        """The document as JSON-ready values, for the table's `body` and the Elasticsearch source."""
        values = _values(self)
        values["places"] = [_values(place) for place in self.places]
        for name in _DAYS:
            values[name] = values[name].isoformat() if values[name] else None
        return values

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """The document that `as_json` wrote in this version of the platform or another; unknown fields are left out."""
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in _known(cls, values)}
        values["places"] = tuple(
            Place(**{**dict(_known(Place, place)), "accessibility": tuple(place.get("accessibility", ()))})
            for place in values.get("places", ())
        )
        for name in _DAYS:
            values[name] = date.fromisoformat(values[name]) if values.get(name) else None
        return cls(**values)


def _values(item: "SearchDocument | Place") -> dict[str, Any]:
    """The values by field, without the deep copies that `asdict` makes: nothing in them can be changed."""
    return {name: getattr(item, name) for name in _NAMES[type(item)]}


def _known(kind: type[Any], values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The values that `kind` knows: while an upgrade rolls out, old and new processes read each other's rows."""
    names = _NAMES[kind]
    return ((name, value) for name, value in values.items() if name in names)


_DAYS: Final = ("last_assured", "updated", "approved")
_NAMES: Final[dict[type[Any], dict[str, None]]] = {
    kind: dict.fromkeys(each.name for each in fields(kind)) for kind in (Place, SearchDocument)
}
"""The names of their fields, in order and quick to look up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result: the document, how far its nearest place is (miles) and why it is here."""

    document: SearchDocument
    distance_miles: float | None = None
    nearest: Place | None = None
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """One choice of a facet and how many results choosing it (beside its siblings' group) would give."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineAnswer:
    """What an engine found: the page's documents in order, the whole count, and the facets' counts by name."""

    total: int
    documents: tuple[SearchDocument, ...]
    facets: dict[str, tuple[FacetValue, ...]] = field(default_factory=dict)
