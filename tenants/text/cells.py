"""Cells that no spreadsheet program runs, and the text that such a cell was made of."""

import csv
import re
from collections.abc import Iterable
from typing import Any, Final, TextIO

_FORMULA: Final = re.compile(r"[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_RUNS: Final = re.compile(rf"'*{_FORMULA.pattern}")
"""What a spreadsheet may run as a formula, behind apostrophes or not."""


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run `text` as a formula."""
    return bool(_FORMULA.match(text))


def safe_cell(text: str) -> str:
    """`text` with an apostrophe before it when a spreadsheet might run it as a formula.

    `text_of_cell` takes it away again, also from texts that begin with apostrophes of their own.
    """
    return f"'{text}" if _RUNS.match(text) else text


def text_of_cell(cell: str) -> str:
    """The text that `safe_cell` made a cell of."""
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell


def safe_row(row: Iterable[Any]) -> list[Any]:
    """A row whose texts no spreadsheet runs; what is no text stays as it is."""
    return [safe_cell(cell) if isinstance(cell, str) else cell for cell in row]


def write_csv(file: TextIO, rows: Iterable[Iterable[Any]], *, line_end: str = "\r\n") -> None:
    """Write rows, the header among them, as CSV that no spreadsheet runs. Every CSV file of ours is written here."""
    csv.writer(file, lineterminator=line_end).writerows(map(safe_row, rows))
