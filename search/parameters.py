"""The parameters of `/search/` and `/api/search`, read strictly: what can't be read is said field by field."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Protocol, Self
from urllib.parse import urlencode

from search import vocabulary
from search.matching.filters import CHOICE_FILTERS, FLAGS, NUMBER_FILTERS, ChoiceFilter, Filters, FilterValues
from search.query import DEEPEST_RESULT, PER_PAGE, PER_PAGE_CHOICES, Sort
from search.saved import BadSaved, read_saved
from search.taxonomy.models import Vocabulary
from search.taxonomy.selectors import current_code, term_labels
from tenants.text.errors import BadText
from tenants.text.kinds import YES_NO, Kind, age_up_to, decimal, line, whole_number

Q_LIMIT: Final = 1_500
"""Some 250 words: enough for a family's whole story."""
PLACE_LIMIT: Final = 100
REMOVED_LIMIT: Final = 20
RADIUS_RANGE: Final = (0.5, 100.0)
SERVICE: Final = "service"
VIEWS: Final = ("list", "map")
_UNDERSTOOD = re.compile(r"[a-z-]{1,20}:[^:]{1,80}")


class BadParameters(ValueError):
    """Parameters that can't be read. `errors` has a sentence for each, by parameter."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {message}" for name, message in errors.items()))
        self.errors = errors


class ManyValues(Protocol):
    """What a QueryDict offers of a query string."""

    def getlist(self, key: str) -> list[str]:
        """Every value of a parameter."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters(FilterValues):
    """One search as it was asked for. Codes are known ones, in the vocabulary's order and each once."""

    kind: str = SERVICE
    q: str = ""
    postcode: str = ""
    place: str = ""
    radius: float | None = None
    removed: tuple[str, ...] = ()
    """Understood chips that were taken away (`not`), as `kind:value`."""
    ids: tuple[str, ...] = ()
    """Services that a family without JavaScript has saved so far: every link of the page carries them on."""
    sort: Sort = Sort.RELEVANCE
    view: str = "list"
    page: int = 1
    per_page: int = PER_PAGE

    @property
    def filters(self) -> Filters:
        """The explicit filters, as engines take them."""
        values: dict[str, Any] = {field.name: getattr(self, field.name) for field in fields(FilterValues)}
        return Filters(**values, kind=(self.kind,))

    def query_string(self) -> str:
        """The query string that reads as these parameters, without the page and what is at its default."""
        pairs: list[tuple[str, str]] = []
        for field, name, default in _IN_QUERY:
            value = getattr(self, field)
            if value != default:
                pairs += [(name, text) for text in _texts(value)]
        return urlencode(pairs)

    def without(self, *names: str) -> Self:
        """These parameters with some at their defaults."""
        defaults: dict[str, Any] = {field.name: field.default for field in fields(self)}
        return replace(self, **{name: defaults[name] for name in names})

    def without_choice(self, name: str, value: str) -> Self:
        """These parameters with one choice of a filter off."""
        if name in FLAGS:
            return self.without(name)
        others: dict[str, Any] = {name: tuple(code for code in self.chosen(name) if code != value)}
        return replace(self, **others)

    def without_filters(self) -> Self:
        """These parameters with every filter off, the distance too."""
        return self.without("radius", *(field.name for field in fields(FilterValues)))


_ORDER: Final = (
    *("kind", "q", "postcode", "place", "radius"),
    *(field.name for field in fields(FilterValues)),
    *("removed", "ids", "sort", "view", "per_page"),
)
_IN_QUERY: Final = tuple(
    (field.name, "not" if field.name == "removed" else field.name, field.default)
    for field in sorted(
        (field for field in fields(Parameters) if field.name != "page"), key=lambda field: _ORDER.index(field.name)
    )
)
"""Every parameter that a query string may carry, in its order there: its field, its name there and its default."""


def read_parameters(data: ManyValues) -> Parameters:
    """Read a query string. Empty values and unknown names are ignored; raises BadParameters with every problem."""
    reader = _Reader(data)
    filters: dict[str, Any] = {name: reader.choice(name, each) for name, each in CHOICE_FILTERS.items()}
    filters |= {name: reader.of_kind(name, _kind_of(name, *each.bounds)) for name, each in NUMBER_FILTERS.items()}
    parameters = Parameters(
        q=reader.of_kind("q", line(Q_LIMIT)),
        postcode=reader.of_kind("postcode", line(PLACE_LIMIT)),
        place=reader.of_kind("place", line(PLACE_LIMIT)),
        radius=reader.of_kind("radius", decimal(*RADIUS_RANGE)),
        **filters,
        kind=reader.one_of("kind", list(vocabulary.KIND), SERVICE),
        view=reader.one_of("view", list(VIEWS), "list"),
        removed=reader.removed(),
        ids=reader.saved(),
        sort=Sort(reader.one_of("sort", [sort.value for sort in Sort], Sort.RELEVANCE)),
        per_page=int(reader.one_of("per_page", [str(choice) for choice in PER_PAGE_CHOICES], str(PER_PAGE))),
        page=reader.of_kind("page", whole_number(1, DEEPEST_RESULT)) or 1,
    )
    if parameters.page * parameters.per_page > DEEPEST_RESULT:
        reader.errors.setdefault("page", f"Only the first {DEEPEST_RESULT:,} results can be paged through.")
    if reader.errors:
        raise BadParameters(reader.errors)
    return parameters


def _kind_of(name: str, low: int, high: int) -> Kind:
    """What a number of the filters is."""
    return age_up_to(high) if name == "age" else whole_number(low, high)


class _Reader:
    """Reads values one by one and gathers what is wrong with them."""

    def __init__(self, data: ManyValues) -> None:
        self._data = data
        self.errors: dict[str, str] = {}

    def of_kind(self, name: str, kind: Kind) -> Any:
        try:
            return kind.value_of(self._first(name))
        except BadText as problem:
            self.errors[name] = str(problem)
            return kind.empty

    def choice(self, name: str, declared: ChoiceFilter) -> tuple[str, ...] | bool:
        if name in FLAGS:
            return bool(self.of_kind(name, YES_NO))
        return self.codes(name, term_labels(name) if declared.choices is None else declared.choices)

    def codes(self, name: str, known: Mapping[str, str]) -> tuple[str, ...]:
        values = self._values(name)
        if name in Vocabulary.values:
            values = [current_code(name, value) for value in values]
        for value in values:
            if value not in known:
                self.errors[name] = f"“{value[:40]}” is not one of the choices: {', '.join(known)}."
        return tuple(code for code in known if code in values)

    def one_of(self, name: str, choices: list[str], default: str) -> str:
        value = self._first(name) or default
        if value not in choices:
            self.errors[name] = f"Choose from: {', '.join(choices)}."
            return default
        return value

    def removed(self) -> tuple[str, ...]:
        values = tuple(dict.fromkeys(self._values("not")))
        if len(values) > REMOVED_LIMIT or not all(_UNDERSTOOD.fullmatch(value) for value in values):
            self.errors["not"] = "Use kind:value, such as need:sleep."
            return ()
        return values

    def saved(self) -> tuple[str, ...]:
        try:
            return read_saved(self._values("ids"))
        except BadSaved as problem:
            self.errors["ids"] = str(problem)
            return ()

    def _first(self, name: str) -> str:
        return next(iter(self._values(name)), "")

    def _values(self, name: str) -> list[str]:
        cleaned = (_clean(value) for value in self._data.getlist(name))
        return [value for value in cleaned if value]


def _clean(value: str) -> str:
    """Text without control characters, lone surrogates and the spaces around it."""
    kept = (" " if character.isspace() else character for character in value if _readable(character))
    return "".join(kept).strip()


def _readable(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cs"}


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, tuple):
        return value
    if isinstance(value, bool):
        return ("yes",)
    return (f"{value:g}" if isinstance(value, float) else str(value),)
