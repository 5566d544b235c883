"""What a cell's text is made plain by, and which rows add a place to the listing above."""

from typing import Final

from providers.imports.listing_csv import cells
from providers.imports.listing_csv.columns import EXTERNAL_ID, PLACE_COLUMNS, VERSION
from providers.imports.listing_csv.tables import Row
from tenants.text.cells import looks_like_formula, text_of_cell
from tenants.text.markup import without_markup
from tenants.text.plain import shown
from tenants.text.words import has_unshowable, without_unshowable

_FORMULA: Final = "Starts like a formula: kept as plain text."
_UNSHOWABLE: Final = "A character that can't be shown was taken out."
_MARKUP: Final = "HTML was taken out."


def clean(column: str, cell: str) -> tuple[str, list[str]]:
    """The plain text of a cell, and what had to be done to it."""
    text = shown(text_of_cell(cell))
    remarks = [_UNSHOWABLE] if has_unshowable(text) else []
    text = without_unshowable(text).strip()
    plain = without_markup(text)
    remarks += [_MARKUP] if plain != text else []
    plain = plain.strip() if column in cells.SEVERAL_LINES else " ".join(plain.split())
    if column != "phone" and looks_like_formula(text) and text_of_cell(cell) == cell:
        remarks.append(_FORMULA)
    return plain, remarks


def is_further_place(row: Row) -> bool:
    """Whether a repeated row fills place columns and nothing else."""
    return not any(
        cell.strip() for name, cell in row.cells.items() if name not in (EXTERNAL_ID, VERSION, *PLACE_COLUMNS)
    )


def says_a_place(row: Row) -> bool:
    """Whether a row fills any place column."""
    return any(row.cells.get(column, "").strip() for column in PLACE_COLUMNS)
