"""Cells that no spreadsheet program runs, and the text that such a cell was made of."""

import re
from typing import Final

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
