"""Cells that no spreadsheet program runs."""

import re
from typing import Final

_RUNS: Final = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may run as a formula, behind apostrophes or not."""


def safe_cell(text: str) -> str:
    """`text` with an apostrophe before it when a spreadsheet might run it as a formula."""
    return f"'{text}" if _RUNS.match(text) else text
