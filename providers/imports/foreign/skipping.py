"""Rows below a table's names that are no listing: totals, notes, headings of a group."""

import re
from collections.abc import Sequence
from typing import Final

_TOTAL: Final = re.compile(
    r"(?:grand |sub[- ]?|overall )?totals?\b|sum\b|count(?: of)?\b|number of \w+|average\b|"
    r"end of (?:list|file|report)\b|(?:page|printed|exported|generated|report|source|note|notes|key|disclaimer|©|\*)",
    re.IGNORECASE,
)
_FEW: Final = 3
_WIDE: Final = 4


def why_no_listing(cells: Sequence[str], name: str, parent: str, columns: int) -> str:
    """Why a row is no listing; empty when it is one, or part of one."""
    said = [cell.strip() for cell in cells if cell.strip()]
    shown = f"“{said[0][:60]}”" if said else ""
    if len(said) <= _FEW and _TOTAL.match(said[0] if said else ""):
        others = said[1:]
        if not others or all(re.fullmatch(r"[£\d.,% ]+", each) for each in others):
            return f"{shown} is a total or a note, no listing: left out."
    if parent:
        return ""
    if columns >= _WIDE and len(said) == 1:
        return f"{shown} stands alone in its row, so it is no listing: left out."
    if not name and len(said) <= 2 and columns >= _WIDE:
        return f"{shown} has no name beside it, so it is no listing: left out."
    return ""
