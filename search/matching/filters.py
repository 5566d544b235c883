"""The filters of a search, each declared once: what it is called, what of a document answers it, and its words.

The name of a filter is its parameter, its facet and the group of its tokens (`sector:health`). To add one is to add a
field of `FilterValues`, and of `SearchDocument` what answers it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Final

from search import vocabulary
from search.documents import SearchDocument

YES: Final = "yes"
AGE_RANGE: Final = (0, 25)
"""Of the children and young people that a Local Offer is for, in years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceFilter:
    """A filter by values that are chosen: codes, any of which a result may have, or a plain yes."""

    label: str
    """What the group of its choices is called."""
    choices: Mapping[str, str] | None = None
    """Labels by code in their order; None for needs and topics, of which each council has its own."""
    held_in: str
    """The field of a document that has its values, one or several of them, or true for a yes."""
    answers_all: str = ""
    """The value that answers every choice: a document that has it counts as having that alone."""
    reason: str = "{lower}"
    """How a result says why it is there: with `{label}` of the choice as it is, or `{lower}` as inside a line."""
    said_when_chosen: bool = True
    """Whether a result says it of what was chosen; of what was only understood from the words it always does."""
    facet_place: int
    """Where it stands among the facets of the page and the JSON."""
    chip_place: int
    """Where its chips stand among those of the filters that are on."""

    def values_of(self, document: SearchDocument) -> tuple[str, ...]:
        """What a document has of it, sorted and each once."""
        held = getattr(document, self.held_in)
        if isinstance(held, tuple):
            values = set(held) - {""}
            return (self.answers_all,) if self.answers_all in values else tuple(sorted(values))
        if isinstance(held, str):
            return (held,) if held else ()
        return (YES,) if held else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFilter:
    """A filter by a whole number within bounds, for which a document has a range."""

    bounds: tuple[int, int]
    chip: str
    """What it is called while it is on; `{}` is the number, as in `reason`."""
    without: str
    """What a search is called that goes on without it."""
    reason: str


def _filter(declared: ChoiceFilter | NumberFilter) -> dict[str, ChoiceFilter | NumberFilter]:
    """The metadata of a field."""
    return {"filter": declared}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterValues:
    """What is chosen of each filter, in the order in which addresses and reasons have them."""

    age: int | None = field(
        default=None,
        metadata=_filter(NumberFilter(bounds=AGE_RANGE, chip="Age {}", without="For any age", reason="fits age {}")),
    )
    need: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="Need",
                held_in="needs_answered",
                answers_all=vocabulary.ALL_SEND,
                said_when_chosen=False,  # a result says which of its needs were asked for, or that it is open to any
                facet_place=1,
                chip_place=2,
            )
        ),
    )
    sector: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="Kind of help", choices=vocabulary.SECTOR, held_in="sectors", facet_place=2, chip_place=1
            )
        ),
    )
    tier: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="Who it is meant for", choices=vocabulary.TIER, held_in="tier", facet_place=5, chip_place=4
            )
        ),
    )
    topic: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(label="Topic", held_in="topics", said_when_chosen=False, facet_place=3, chip_place=3)
        ),
    )
    setting_type: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="Kind of school or setting",
                choices=vocabulary.SETTING_TYPE,
                held_in="setting_type",
                said_when_chosen=False,
                facet_place=10,
                chip_place=9,
            )
        ),
    )
    audience: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="For whom",
                choices=vocabulary.AUDIENCE,
                held_in="audience",
                said_when_chosen=False,
                facet_place=11,
                chip_place=10,
            )
        ),
    )
    reach: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="Area it covers",
                choices=vocabulary.REACH,
                held_in="reach",
                said_when_chosen=False,
                facet_place=12,
                chip_place=5,
            )
        ),
    )
    delivery: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="How it is given", choices=vocabulary.DELIVERY, held_in="delivery", facet_place=7, chip_place=6
            )
        ),
    )
    referral: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="How to get in",
                choices=vocabulary.REFERRAL,
                held_in="referral",
                said_when_chosen=False,
                facet_place=6,
                chip_place=7,
            )
        ),
    )
    accessibility: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="Accessibility",
                choices=vocabulary.ACCESSIBILITY,
                held_in="accessibility_anywhere",
                facet_place=9,
                chip_place=8,
            )
        ),
    )
    day: tuple[str, ...] = field(
        default=(),
        metadata=_filter(
            ChoiceFilter(
                label="Open on",
                choices=vocabulary.DAY,
                held_in="open_days",
                reason="open on {label}",
                facet_place=8,
                chip_place=13,
            )
        ),
    )
    free: bool = field(
        default=False,
        metadata=_filter(
            ChoiceFilter(label="Cost", choices={YES: "Free"}, held_in="free", facet_place=4, chip_place=11)
        ),
    )
    personal_budget: bool = field(
        default=False,
        metadata=_filter(
            ChoiceFilter(
                label="Personal budget",
                choices={YES: "A personal budget can pay"},
                held_in="personal_budget",
                reason="a personal budget can pay",
                facet_place=13,
                chip_place=12,
            )
        ),
    )
    section_41: bool = field(
        default=False,
        metadata=_filter(
            ChoiceFilter(
                label="Naming in a plan",
                choices={YES: "Approved under section 41"},
                held_in="section_41",
                reason="approved under section 41",
                facet_place=14,
                chip_place=14,
            )
        ),
    )
    out_of_area: bool = field(
        default=False,
        metadata=_filter(
            ChoiceFilter(
                label="Further away",
                choices={YES: "Outside this council’s area"},
                held_in="out_of_area",
                reason="outside this council’s area",
                facet_place=15,
                chip_place=15,
            )
        ),
    )

    def chosen(self, name: str) -> tuple[str, ...]:
        """The values that are chosen of a filter by choices; YES of one that is a plain yes."""
        choice: tuple[str, ...] | bool = getattr(self, name)
        if isinstance(choice, bool):
            return (YES,) if choice else ()
        return choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters(FilterValues):
    """What a result must have: any value of a filter, every filter. Engines take `need` as chosen: documents carry
    their needs' broader and narrower terms, and those open to any need answer every one."""

    kind: tuple[str, ...] = ("service",)


def _declared(kind: type[Any]) -> Iterator[tuple[str, Any]]:
    for each in fields(FilterValues):
        if isinstance(each.metadata["filter"], kind):
            yield each.name, each.metadata["filter"]


CHOICE_FILTERS: Final[Mapping[str, ChoiceFilter]] = dict(_declared(ChoiceFilter))
NUMBER_FILTERS: Final[Mapping[str, NumberFilter]] = dict(_declared(NumberFilter))
FACETS: Final = tuple(sorted(CHOICE_FILTERS, key=lambda name: CHOICE_FILTERS[name].facet_place))
"""In the order in which families see them."""
CHIPS: Final = tuple(sorted(CHOICE_FILTERS, key=lambda name: CHOICE_FILTERS[name].chip_place))
"""The filters by choices in the order of their chips."""
FLAGS: Final = frozenset(each.name for each in fields(FilterValues) if each.default is False)
"""Those that are a plain yes."""
VOCABULARIES: Final[Mapping[str, Mapping[str, str]]] = {
    name: each.choices for name, each in CHOICE_FILTERS.items() if each.choices is not None and name not in FLAGS
}
"""Labels by code of those with codes that no council changes. The listing CSV's columns share their names."""
