"""A table of a report, the same on the page, in the pack and as CSV."""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from search.analytics.figures import UNKNOWN, Figure
from tenants.text.cells import write_csv

Cell = str | int | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows whose first cells (as many as `names`) say what they are about; `total` is the last row.

    `key` is the table's part of addresses and file names.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] = ()
    names: int = 1
    note: str = ""
    empty: str = "There is nothing to show for these weeks."

    def as_csv(self) -> str:
        """The table as CSV that no spreadsheet runs. Figures are the rounded ones of the page."""
        text = io.StringIO()
        write_csv(text, [self.columns, *map(_cells, [*self.rows, *([self.total] if self.total else [])])])
        return text.getvalue()


def _cells(row: Iterable[Cell]) -> list[str | int]:
    return [_cell(cell) for cell in row]


def _cell(cell: Cell) -> str | int:
    if isinstance(cell, Figure):
        return cell.words if cell.shown is None else cell.shown
    if cell == UNKNOWN:
        return ""
    return cell
