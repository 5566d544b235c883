"""The rows of one listing against what it holds now: which columns change, to what, and what is wrong with a cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from providers.imports.errors import BadCell
from providers.imports.listing_csv import cells
from providers.imports.listing_csv.columns import EXTERNAL_ID, PLACE_COLUMNS, Cells
from providers.imports.listing_csv.content import ListingContent, cells_of, place_cells_of
from providers.imports.listing_csv.safe_text import without_markup
from providers.imports.listing_csv.tables import Row
from providers.imports.report import Remark
from providers.listings.models.service import SECTION_41_SETTINGS
from tenants.text.cells import looks_like_formula, text_of_cell


@dataclass(slots=True)
class Reading:
    """What the rows of one listing change. `places` is None when they leave its places as they are."""

    values: dict[str, Any] = field(default_factory=dict)
    places: tuple[dict[str, Any], ...] | None = None
    places_complete: bool = False
    """Whether `places` are all there are; a file without addresses only says more of those there are."""
    problems: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    @property
    def changes(self) -> bool:
        """Whether anything differs from what the listing holds."""
        return bool(self.values) or self.places is not None


class RowReader:
    """Reads rows of one file, which has `columns`; `known` are the codes that columns may hold."""

    def __init__(self, columns: Iterable[str], known: cells.Known) -> None:
        self.columns = tuple(column for column in columns if column != EXTERNAL_ID)
        self.main_columns = tuple(column for column in self.columns if column not in PLACE_COLUMNS)
        self.place_columns = tuple(column for column in self.columns if column in PLACE_COLUMNS)
        self.known = known

    def read(self, rows: Sequence[Row], now: ListingContent | None) -> Reading:
        """What `rows` (a listing's first row, then its further places) change of `now` (None for a new listing)."""
        reading = Reading()
        held = cells_of(now) if now else {}
        reading.values = self._read_cells(rows[0], self.main_columns, held, reading)
        _settle_organisation(reading.values, held)
        self._read_places(rows, place_cells_of(now) if now else (), reading)
        _check_together(rows[0].number, now, reading)
        return reading

    def _read_cells(self, row: Row, columns: Iterable[str], held: Cells, reading: Reading) -> dict[str, Any]:
        """The values of the cells that differ from what is held."""
        values: dict[str, Any] = {}
        for column in columns:
            cell = text_of_cell(row.cells[column])
            if cell == held.get(column):
                continue
            plain, remarks = clean(column, row.cells[column])
            try:
                value = cells.read(column, plain, self.known)
            except BadCell as problem:
                reading.problems.append(Remark(row.number, column, problem.reason))
                continue
            if cells.write(column, value) == held.get(column):
                continue
            values[column] = value
            remarks += [_OLD] if column in ("age_min", "age_max") and value and value > cells.OLDEST else []
            reading.notes += [Remark(row.number, column, remark) for remark in remarks]
        return values

    def _read_places(self, rows: Sequence[Row], held: Sequence[Cells], reading: Reading) -> None:
        if not self.place_columns:
            return
        expected = [{column: place[column] for column in self.place_columns} for place in held]
        found = [self._place_cells(row) for row in rows]
        if found == (expected if self.says_where else expected[: len(found)]):
            return
        places = tuple(self._read_cells(row, self.place_columns, {}, reading) for row in rows)
        written = [{column: cells.write(column, value) for column, value in place.items()} for place in places]
        if written != (expected if self.says_where else expected[: len(written)]):
            reading.places, reading.places_complete = places, self.says_where

    @property
    def says_where(self) -> bool:
        """Whether the file says where places are, so that a place it leaves out is gone."""
        return "address" in self.place_columns or "postcode" in self.place_columns

    def _place_cells(self, row: Row) -> Cells:
        return {column: text_of_cell(row.cells[column]) for column in self.place_columns}


_OLD = f"Above {cells.OLDEST}: kept as given, but families' search stops at {cells.OLDEST}."
_FORMULA = "Starts like a formula: kept as plain text."
_MARKUP = "HTML was taken out."


def clean(column: str, cell: str) -> tuple[str, list[str]]:
    """The plain text of a cell, and what had to be done to it."""
    text = text_of_cell(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
    plain = without_markup(text)
    remarks = [_MARKUP] if plain != text else []
    plain = plain.strip() if column in cells.PROSE else " ".join(plain.split())
    if column != "phone" and looks_like_formula(text) and text_of_cell(cell) == cell:
        remarks.append(_FORMULA)
    return plain, remarks


def is_further_place(row: Row) -> bool:
    """Whether a repeated row fills place columns and nothing else."""
    return not any(
        cell.strip() for name, cell in row.cells.items() if name != EXTERNAL_ID and name not in PLACE_COLUMNS
    )


def says_a_place(row: Row) -> bool:
    """Whether a row fills any place column."""
    return any(row.cells.get(column, "").strip() for column in PLACE_COLUMNS)


def _settle_organisation(values: dict[str, Any], held: Cells) -> None:
    """A listing that names no organisation is run by one of its own name."""
    if values.get("organisation") == "" or (not held and "organisation" not in values):
        own = values.get("name") or held.get("name", "")
        values["organisation"] = own
        if own == held.get("organisation"):
            del values["organisation"]


def _check_together(number: int, now: ListingContent | None, reading: Reading) -> None:
    """Rules between columns, of the listing as it will be."""

    def value(column: str) -> Any:
        return reading.values.get(column, getattr(now.data, column) if now else None)

    youngest, oldest = value("age_min"), value("age_max")
    if youngest is not None and oldest is not None and youngest > oldest:
        reading.problems.append(Remark(number, "age_min", f"{youngest} is above age_max, {oldest}."))
    if value("section_41") and value("setting_type") not in SECTION_41_SETTINGS:
        reading.problems.append(
            Remark(number, "section_41", f"Only these setting types can be approved: {', '.join(SECTION_41_SETTINGS)}.")
        )
