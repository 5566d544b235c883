"""Cells of one row of somebody's file, by field, put together as cells of our columns."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from providers.imports.foreign.places import address_of, hours_of
from providers.imports.foreign.words import COLUMN_OF_KIND, DETAILS, ELIGIBILITY
from providers.imports.listing_csv.columns import Cells
from tenants.text.ages import read_age_range
from tenants.text.errors import BadText
from tenants.text.money import names_price, price_alone, read_price

EMPTY: Final = frozenset(
    ["", "n/a", "na", "n.a.", "-", "--", "tbc", "tba", "none", "null", "nan", "nil", "#n/a", "unknown"]
)
"""What stands in a cell that says nothing."""
_LOST_ZERO: Final = re.compile(r"[1-9]\d{8,9}")
_TAGS: Final = re.compile(r"<[^>]{0,200}>")
_FREE: Final = frozenset({"free", "free of charge", "no charge", "no cost", "nil", "none"})
_YES: Final = frozenset({"yes", "y", "true", "t", "1", "on"})
_NO: Final = frozenset({"no", "n", "false", "f", "0", "off"})
_LINES: Final = ("summary", "eligibility", "how_to_access", "outcomes", "waiting_time", "who_decides", "if_unhappy")


class Said(NamedTuple):
    """What one column says: its name, its field, the number of its place, and its text."""

    name: str
    field: str
    place: int
    text: str


@dataclass(slots=True)
class Combined:
    """Cells of our columns, those of each place by its number, and remarks: a column and a sentence."""

    cells: Cells = field(default_factory=dict)
    places: dict[int, Cells] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)


def combined(said: Sequence[Said], meant: Iterable[str] = ()) -> Combined:
    """What a row says, in our columns; `meant` is what its words mean. A column that says nothing isn't there."""
    made = Combined()
    texts = _Texts(said)
    for name in dict.fromkeys(each.field for each in said):
        plain = texts.of(name)
        if plain and name not in _TOGETHER:
            made.cells[name] = "; ".join(plain) if name in _LINES else plain[0]
    _take_meanings(made, meant)
    _describe(made, said)
    _say_ages(made, texts)
    _say_costs(made, said, texts)
    _say_contacts(made, texts)
    if "referral" not in made.cells and (needed := texts.first("needs_referral").casefold()) in _YES | _NO:
        made.cells["referral"] = "professional" if needed in _YES else "self"
    for number in sorted({each.place for each in said}):
        place, words = _place([each for each in said if each.place == number])
        if place:
            made.places[number] = place
        if words:
            made.cells["description"] = "\n\n".join(filter(None, [made.cells.get("description", ""), *words]))
    return made


_TOGETHER: Final = frozenset(
    [
        *("description", "details", "age_range", "age_min", "age_max", "cost", "cost_option", "cost_type", "free"),
        *("phone", "email", "url", "address", "venue", "postcode", "opening_hours", "hide_address", "needs_referral"),
        *("day", "opens", "closes", "frequency", "interval", "accessibility"),
    ]
)
"""Fields that are put together with others, so not taken as they are."""


class _Texts:
    """The texts of a row by field, without those that say nothing."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = [each for each in said if not is_empty(each.text)]

    def of(self, name: str) -> list[str]:
        """The texts of a field, each once."""
        return list(dict.fromkeys(each.text.strip() for each in self._said if each.field == name))

    def first(self, name: str) -> str:
        """The first of them; empty when there is none."""
        return next(iter(self.of(name)), "")


def is_empty(text: str) -> bool:
    """Whether a cell says nothing, in whatever words."""
    return text.strip().casefold() in EMPTY


def _take_meanings(made: Combined, meant: Iterable[str]) -> None:
    """Codes that words of lists mean, beside those that their columns say."""
    codes: dict[str, list[str]] = {}
    for each in meant:
        kind, _, code = each.partition(":")
        column = COLUMN_OF_KIND.get(kind)
        if column:
            codes.setdefault(column, []).append(code)
        elif kind in (ELIGIBILITY, DETAILS):
            target = "description" if kind == DETAILS else kind
            made.cells[target] = "; ".join(filter(None, [made.cells.get(target, ""), code]))
    for column, found in codes.items():
        if column == "age":
            made.cells.setdefault("age_range", ",".join(dict.fromkeys(found)))
        elif column in ("tier", "setting_type", "reach", "organisation_kind", "free"):
            made.cells.setdefault(column, found[0])
        else:
            made.cells[column] = ";".join(dict.fromkeys([*filter(None, [made.cells.get(column, "")]), *found]))


def _describe(made: Combined, said: Sequence[Said]) -> None:
    """The description, then what other columns say more, each below its column's name."""
    parts = [each.text.strip() for each in said if each.field == "description" and not is_empty(each.text)]
    for each in said:
        if each.field == "details" and not is_empty(each.text):
            name = each.name.replace("_", " ").strip()
            parts.append(f"{name[:1].upper()}{name[1:]}: {each.text.strip()}")
    words = made.cells.pop("description", "")
    if whole := "\n\n".join(filter(None, [*dict.fromkeys(parts), words])):
        made.cells["description"] = whole


def _say_ages(made: Combined, texts: _Texts) -> None:
    low, high = texts.first("age_min"), texts.first("age_max")
    in_words = made.cells.pop("age_range", "")
    whole = texts.first("age_range") or in_words
    if not low and not high:
        low, high = _ages_of(whole, made)
    elif low and not high and re.search(r"\d\s*(?:-|–|to)\s*\d|\+", low):
        low, high = _ages_of(low, made)
    for column, age in (("age_min", low), ("age_max", high)):
        if age:
            made.cells[column] = age


def _ages_of(text: str, made: Combined) -> tuple[str, str]:
    """Two ages in one cell as text; what can't be read is a remark."""
    if not text:
        return "", ""
    try:
        ages = read_age_range(text)
    except BadText as problem:
        made.notes.append(("age_min", f"{str(problem).removesuffix('.')}. The ages were left out."))
        return "", ""
    low, high = ("" if age is None else str(age) for age in ages)
    return low, high


def _say_costs(made: Combined, said: Sequence[Said], texts: _Texts) -> None:
    amounts = [each.text.strip() for each in said if each.field == "cost"]
    options = [each.text.strip() for each in said if each.field == "cost_option"]
    kinds = [each.text.strip() for each in said if each.field == "cost_type"]
    costs: list[str] = []
    nothing = False
    for index, amount in enumerate(amounts):
        more = [words[index] for words in (kinds, options) if index < len(words) and not is_empty(words[index])]
        sum_ = _sum(amount)
        if sum_ == 0 or amount.casefold() in _FREE - {"none"}:
            nothing = True
        elif not is_empty(amount):
            costs.append(" ".join([f"£{sum_:.2f}" if sum_ and amount[:1].isdecimal() else amount, *more[:1]]))
            costs[-1] += f" ({more[1]})" if len(more) > 1 else ""
    cost = "; ".join(dict.fromkeys(costs))
    free = texts.first("free") or made.cells.pop("free", "")
    if not free and nothing and not names_price(cost):
        free = "yes"
    if free.casefold() in _YES and (names_price(cost) or price_alone(cost)):
        made.notes.append(("free", f"It says that it is free, and the price “{cost[:60]}”: only the price was kept."))
        free = ""
    for column, text in (("cost", cost), ("free", free)):
        if text:
            made.cells[column] = text


def _sum(amount: str) -> float | None:
    try:
        return float(read_price(amount))
    except BadText:
        return None


def _say_contacts(made: Combined, texts: _Texts) -> None:
    phones = [f"0{each}" if _LOST_ZERO.fullmatch(each) else each for each in texts.of("phone")]
    if phones:
        made.cells["phone"] = " or ".join(dict.fromkeys(phones))
        if len(made.cells["phone"]) > 40 and len(phones) > 1:
            made.cells["phone"] = phones[0]
            made.notes.append(("phone", f"There are {len(phones)} numbers: only the first was kept."))
    for column in ("email", "url"):
        found = texts.of(column)
        if found:
            made.cells[column] = re.sub(r"(\S) \([^()]{1,200}\)$", r"\1", found[0])
            if len(found) > 1:
                made.notes.append((column, f"There are {len(found)}: only the first was kept."))


def _place(said: Sequence[Said]) -> tuple[Cells, list[str]]:
    """The cells of one place, and what of its hours is words."""
    texts = _Texts(said)
    address, postcode = address_of([*texts.of("venue"), *texts.of("address")])
    written = [_TAGS.sub("; ", text).strip("; \n") for text in texts.of("opening_hours")]
    parts = [[each.text.strip() for each in said if each.field == name] for name in _HOURS]
    hours, words = hours_of(*parts)
    place = {
        "address": address,
        "postcode": texts.first("postcode") or postcode,
        "opening_hours": "; ".join(dict.fromkeys([*written, *hours])),
        "accessibility": ";".join(texts.of("accessibility")),
        "hide_address": texts.first("hide_address"),
    }
    return {column: text for column, text in place.items() if text}, words


_HOURS: Final = ("day", "opens", "closes", "frequency", "interval")
