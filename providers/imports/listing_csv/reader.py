"""Reads the rows of a listing as an `IncomingListing`: each cell by itself, whatever the council holds."""

from collections.abc import Iterable
from typing import Final

from providers.imports.errors import BadCell
from providers.imports.incoming import IncomingListing, IncomingValue, Source, Values
from providers.imports.listing_csv import cells
from providers.imports.listing_csv.age_cells import with_both_ages
from providers.imports.listing_csv.columns import EXTERNAL_ID, PLACE_COLUMNS, VERSION
from providers.imports.listing_csv.groups import Group
from providers.imports.listing_csv.rows import clean
from providers.imports.listing_csv.tables import MAX_CELL, Row
from providers.imports.listing_csv.usual_words import meant
from providers.listings.data import LONGEST_TEXT
from tenants.text.cells import text_of_cell
from tenants.text.money import names_price
from tenants.text.words import too_long, without_unshowable

_KEPT: Final = 2_000
"""So many characters of a cell that can't be read are kept for whoever follows it up."""
_FREE_AND_PRICE: Final = "It says both free and a price. Look whether it is free."


class ListingReader:
    """Reads listings of one file, `source`, which has `columns`; `known` are the codes that columns may hold."""

    def __init__(self, columns: Iterable[str], known: cells.Known, source: Source) -> None:
        named = [column for column in columns if column not in (EXTERNAL_ID, VERSION)]
        self.main_columns = tuple(column for column in named if column not in PLACE_COLUMNS)
        self.place_columns = tuple(column for column in named if column in PLACE_COLUMNS)
        self.known = known
        self.source = source

    def read(self, group: Group) -> IncomingListing:
        """What a listing's rows (the first, then its further places) say."""
        return IncomingListing(
            external_id=group.key,
            source=self.source,
            read_from=clean(VERSION, group.rows[0].cells.get(VERSION, ""))[0],
            rows=tuple(row.number for row in group.rows),
            values=with_both_ages(self._values(group.rows[0], self.main_columns)),
            places=tuple(self._values(row, self.place_columns) for row in group.rows) if self.place_columns else (),
            places_complete="address" in self.place_columns or "postcode" in self.place_columns,
        )

    def _values(self, row: Row, columns: Iterable[str]) -> Values:
        return {column: self._value(column, row.cells[column]) for column in columns}

    def _value(self, column: str, cell: str) -> IncomingValue:
        text = without_unshowable(text_of_cell(cell))
        if len(cell) > MAX_CELL and column not in cells.REQUIRED:
            reason = f"The text is longer than {MAX_CELL:,} characters."
            return IncomingValue(text, problem=_with_words(reason, text))
        plain, notes = clean(column, cell)
        try:
            value = cells.read(column, meant(column, plain), self.known)
        except BadCell as problem:
            return IncomingValue(text, problem.value, problem=_with_words(problem.reason, plain))
        if column in cells.PROSE and len(value) > LONGEST_TEXT:
            notes.append(f"{too_long(value, LONGEST_TEXT)} before it is changed on the pages.")
        if column == "cost" and "free" in value.casefold() and names_price(value):
            notes.append(_FREE_AND_PRICE)
        return IncomingValue(text, value, notes=tuple(notes))


def _with_words(reason: str, cell: str) -> str:
    """A reason with the words of the cell, which a listing that is kept doesn't hold."""
    if cell in reason:
        return reason
    words = cell if len(cell) <= _KEPT else f"{cell[:_KEPT]}…"
    return f"{reason} The cell says: “{words}”"
