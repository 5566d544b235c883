"""The rows of anybody's table as rows of our columns, by a mapping of its columns and of its words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Final

from providers.imports.foreign.combining import Combined, Said, combined, is_empty
from providers.imports.foreign.fields import (
    ASK,
    RESTRICTIONS,
    UNSHOWN,
    WORD_FIELDS,
    columns_given,
    split_target,
)
from providers.imports.foreign.names import EXACT, plain
from providers.imports.foreign.own import is_own, own_rows
from providers.imports.foreign.profiles import Profile, profile_for
from providers.imports.foreign.restricting import Restricted, Restrictions
from providers.imports.foreign.schools import SCHOOL_COLUMNS, school_cells
from providers.imports.foreign.sheets import Sheet
from providers.imports.foreign.skipping import why_no_listing
from providers.imports.foreign.words import COLUMN_OF_KIND, DETAILS, ELIGIBILITY, Meanings, meanings_in
from providers.imports.listing_csv.columns import COLUMNS, EXTERNAL_ID, PLACE_COLUMNS, Cells
from providers.imports.listing_csv.tables import Row, Table

MADE: Final = "made-"
"""What references begin with that we make where a file has none."""
_AS_ABOVE: Final = frozenset({"as above", "ditto", "same as above", '"', "〃", "as before", "see above"})
_LONGEST_JOINED: Final = 37
_JOINED: Final = frozenset({"phone", "cost", "opening_hours"})
_LISTS: Final = frozenset({"needs", "topic", "sector", "audience", "delivery", "referral", "accessibility"})


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    name: str
    field: str
    place: int
    meanings: Meanings | None
    is_ours: bool


@dataclass(slots=True)
class _Listing:
    """One listing as it grows: its first row, then its further places."""

    number: int
    cells: Cells
    places: list[tuple[int, Cells]]
    notes: list[tuple[str, str]] = field(default_factory=list)
    withheld: str = ""


def table_of(
    sheet: Sheet,
    mapping: Mapping[str, str],
    words: Mapping[str, Meanings] | None = None,
    today: date | None = None,
) -> Table:
    """The sheet's rows as a listing table; `mapping` says which field each of its columns is, or "", and `words` by
    column what its words mean. `today` decides what a date lets through."""
    if is_own(sheet.header, mapping):
        return own_rows(sheet, mapping, words or {})
    return _Converter(sheet, mapping, words or {}, today or date.today()).table()  # noqa: DTZ011 (a calendar's day)


class _Converter:
    """Converts the rows of one sheet."""

    def __init__(self, sheet: Sheet, mapping: Mapping[str, str], words: Mapping[str, Meanings], today: date) -> None:
        self.sheet = sheet
        self.profile: Profile | None = profile_for(sheet.header)
        self.columns = list(_columns(sheet.header, mapping, words))
        self.word_columns = [each for each in self.columns if each.field in WORD_FIELDS]
        named = [(each.index, each.name, each.field, each.place) for each in self.columns]
        self.restrictions = Restrictions(named, words, sheet.rows, today)
        self.listings: dict[str, _Listing] = {}
        self.broken: list[Row] = []
        self.skipped: list[tuple[int, str]] = []
        self.made: dict[str, int] = {}
        self.before: dict[int, str] = {}

    def table(self) -> Table:
        """All rows."""
        filled = self._columns_filled()
        for number, cells in self.sheet.rows:
            self._take(number, self._without_as_above(cells))
        rows = [row for key, listing in self.listings.items() for row in _rows_of(key, listing, filled)]
        mapped = {each.name for each in self.columns}
        left_out = tuple(name for name in self.sheet.header if name not in mapped)
        return Table(filled, left_out, (*rows, *self.broken), tuple(self.skipped))

    def _columns_filled(self) -> tuple[str, ...]:
        """The columns of ours that the table has, in our order."""
        found = {column for each in self.columns for column in columns_given(each.field)}
        for each in self.word_columns:
            for meant in (each.meanings or {}).values():
                for one in meant:
                    kind = one.partition(":")[0]
                    found |= {
                        COLUMN_OF_KIND.get(kind, {ELIGIBILITY: ELIGIBILITY, DETAILS: "description"}.get(kind, ""))
                    }
        if "age" in found:
            found |= {"age_min", "age_max"}
        if any(each.field in ("age_min", "age_max") for each in self.columns):
            found |= {"age_min", "age_max"}
        if any(each.field in ("day", "frequency") for each in self.columns):
            found.add("description")
        if self.profile and self.profile.schools:
            found |= SCHOOL_COLUMNS
        found |= {EXTERNAL_ID, "name"}
        return tuple(column for column in COLUMNS if column in found)

    def _without_as_above(self, cells: list[str]) -> list[str]:
        for each in self.columns:
            text = cells[each.index]
            if text.strip().casefold() in _AS_ABOVE:
                cells = [*cells[: each.index], self.before.get(each.index, ""), *cells[each.index + 1 :]]
            elif text.strip():
                self.before[each.index] = text
        return cells

    def _take(self, number: int, cells: list[str]) -> None:
        said = [Said(each.name, each.field, each.place, cells[each.index]) for each in self.columns]
        if len(cells) != len(self.sheet.header):
            problem = f"It has {len(cells)} cells; the first row names {len(self.sheet.header)} columns."
            self.broken.append(Row(number, {EXTERNAL_ID: self._key(said, "")}, "", problem))
            return
        name = _text(said, "name")
        parent = _text(said, "parent")
        if why := why_no_listing(cells, name, parent, len(self.columns)):
            self.skipped.append((number, why))
            return
        restricted = self.restrictions.of(cells, further=bool(parent))
        made = self._combined(said, cells, restricted)
        if parent:
            self._add_to(self._prefixed(parent), number, made, restricted)
            return
        self._begin(number, name, said, made, restricted)

    def _begin(self, number: int, name: str, said: list[Said], made: Combined, restricted: Restricted) -> None:
        if self.profile and self.profile.schools and restricted.why:
            self.skipped.append((number, f"{name}: {restricted.why}"))
            return
        key = self._key(said, made.places.get(1, {}).get("postcode", ""))
        there = self.listings.get(key)
        if there and (not name or plain(name) == plain(there.cells.get("name", ""))):
            if _text(said, EXTERNAL_ID):
                self._add_to(key, number, made, restricted)
                return
            if there.cells | {EXTERNAL_ID: ""} == made.cells | {EXTERNAL_ID: ""}:
                self.skipped.append((number, f"It repeats row {there.number}: left out."))
                return
        if there:
            key = self._next(key, name)
        self.listings[key] = _Listing(
            number, made.cells, [(number, place) for place in made.places.values()], made.notes, restricted.why
        )

    def _combined(self, said: list[Said], cells: Sequence[str], restricted: Restricted) -> Combined:
        meant: list[str] = []
        texts = [each for each in said if each.field not in WORD_FIELDS | RESTRICTIONS.keys() | UNSHOWN.keys()]
        notes = list(restricted.notes)
        for column in self.word_columns:
            cell = cells[column.index]
            if is_empty(cell):
                continue
            found, unknown = meanings_in(cell, column.meanings or {})
            meant += found
            if unknown and column.is_ours and not found:
                texts.append(Said(column.name, column.field, column.place, ";".join(unknown)))
            elif unknown:
                shown = ", ".join(f"“{word[:60]}”" for word in unknown[:5])
                target = column.field if column.field in COLUMNS else "topic"
                notes.append((target, f"{column.name}: {shown} isn’t explained, so it was left out."))
        if restricted.contact:
            texts = [each for each in texts if each.field not in ("phone", "email")]
        made = combined(texts, meant)
        if accessibility := made.cells.pop("accessibility", ""):
            place = made.places.setdefault(1, {})
            place["accessibility"] = ";".join(filter(None, [place.get("accessibility", ""), accessibility]))
        for number, place in made.places.items():
            if number in restricted.places or 1 in restricted.places:
                place["hide_address"] = "all" if place.get("hide_address") == "all" else "yes"
        if self.profile and self.profile.schools:
            row = dict(zip(self.sheet.header, cells, strict=False))
            made.cells = school_cells(row) | made.cells
        made.notes = [*notes, *made.notes]
        return made

    def _add_to(self, key: str, number: int, made: Combined, restricted: Restricted) -> None:
        """Add a further row of a listing: a place, hours, another phone."""
        listing = self.listings.get(key)
        if listing is None:
            problem = f"It belongs to “{key}”, which no row above it is."
            self.broken.append(Row(number, {EXTERNAL_ID: f"{key}-row-{number}"}, EXTERNAL_ID, problem))
            return
        if restricted.why:
            self.skipped.append((number, f"A further row of “{listing.cells.get('name', '')}”: {restricted.why}"))
            return
        listing.notes += made.notes
        _join(listing, number, made)

    def _key(self, said: Sequence[Said], postcode: str) -> str:
        given = _text(said, EXTERNAL_ID)
        if given:
            return self._prefixed(given)
        made = "|".join(plain(text) for text in (_text(said, "name"), postcode, _text(said, "organisation")))
        return f"{MADE}{sha256(made.encode()).hexdigest()[:12]}"

    def _prefixed(self, given: str) -> str:
        prefix = self.profile.prefix if self.profile else ""
        if not prefix or len(given) == 36:
            return given
        return f"{prefix}-{given}"

    def _next(self, key: str, name: str) -> str:
        """Another reference for a listing whose reference is taken by one of another name."""
        base = key if key.startswith(MADE) else f"{key}-{sha256(plain(name).encode()).hexdigest()[:6]}"
        self.made[base] = self.made.get(base, 1) + 1
        return f"{base}-{self.made[base]}" if base in self.listings else base


def _columns(header: Sequence[str], mapping: Mapping[str, str], words: Mapping[str, Meanings]) -> Iterator[_Column]:
    for index, name in enumerate(header):
        target = mapping.get(name, "")
        if target and target != ASK:
            field_, place = split_target(target)
            yield _Column(index, name, field_, place, words.get(name), EXACT.get(plain(name)) == field_)


def _text(said: Sequence[Said], name: str) -> str:
    return next((each.text.strip() for each in said if each.field == name and not is_empty(each.text)), "")


def _join(listing: _Listing, number: int, made: Combined) -> None:
    """Add what a further row says to a listing."""
    for column, text in made.cells.items():
        if column not in (EXTERNAL_ID, "name") and text != listing.cells.get(column, ""):
            _join_cell(listing, number, column, text)
    for place in made.places.values():
        if not listing.places or (
            {*place} & {"address", "postcode"} and place not in [there for _, there in listing.places]
        ):
            listing.places.append((number, place))
        elif not {*place} & {"address", "postcode"}:
            _, first = listing.places[0]
            for column, text in place.items():
                first[column] = "; ".join(dict.fromkeys(filter(None, [first.get(column, ""), text])))


def _join_cell(listing: _Listing, number: int, column: str, text: str) -> None:
    held = listing.cells.get(column, "")
    if not held:
        listing.cells[column] = text
    elif column in _LISTS:
        listing.cells[column] = ";".join(dict.fromkeys([*held.split(";"), *text.split(";")]))
    elif column in _JOINED and text not in held and len(held) + len(text) < _LONGEST_JOINED:
        listing.cells[column] = f"{held} or {text}" if column == "phone" else f"{held}; {text}"
    else:
        listing.notes.append((column, f"Row {number} says something else, which was left out."))


def _rows_of(key: str, listing: _Listing, columns: Sequence[str]) -> Iterator[Row]:
    """The first row of a listing and one for each further place, every column in each."""
    blank = dict.fromkeys(columns, "")
    first = listing.places[0][1] if listing.places else {}
    kept = {column: text for column, text in {**listing.cells, **first}.items() if column in blank}
    notes = tuple(dict.fromkeys(listing.notes))
    yield Row(listing.number, {**blank, **kept, EXTERNAL_ID: key}, withheld=listing.withheld, notes=notes)
    for number, place in listing.places[1:]:
        said = {column: text for column, text in place.items() if column in PLACE_COLUMNS and column in blank}
        yield Row(number, {**blank, **said, EXTERNAL_ID: key})
