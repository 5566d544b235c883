"""Which row of a sheet names its columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from providers.imports.foreign.names import usual_field
from providers.imports.foreign.profiles import column_known
from providers.imports.foreign.restrictions import restriction

LOOKED_AT: Final = 40
"""Rows that may stand above a table's names."""
_LONGEST_NAME: Final = 60
_MOST_CELLS: Final = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """The row that names the columns: its number, its cells, and how many of them we know."""

    number: int
    cells: list[str]
    known: int


def known_names(cells: Sequence[str]) -> int:
    """How many cells of a row are a column's name that we know, each once."""
    short = {cell.strip() for cell in cells[:_MOST_CELLS] if 0 < len(cell.strip()) <= _LONGEST_NAME}
    return sum(map(_is_known, short))


@lru_cache(maxsize=4096)
def _is_known(name: str) -> bool:
    return bool(column_known(name) or usual_field(name) or restriction(name))


def heading_in(rows: Iterator[tuple[int, list[str]]], wanted: int = 0) -> Heading | None:
    """The row numbered `wanted`, or of the first rows the first with most names that we know; None without rows.

    Where we know none, it is the first row that is about as wide as the widest.
    """
    first = list(islice(rows, LOOKED_AT))
    if wanted:
        found = next((index for index, (number, _) in enumerate(first) if number == wanted), None)
        return None if found is None else _heading(first, found, known_names(first[found][1]))
    if not first:
        return None
    known = [known_names(cells) for _, cells in first]
    best = max(known)
    index = known.index(best) if best > 1 else _first_wide([cells for _, cells in first])
    return _heading(first, index, known[index])


def _heading(rows: Sequence[tuple[int, list[str]]], index: int, known: int) -> Heading:
    number, cells = rows[index]
    above = rows[index - 1][1] if index and rows[index - 1][0] == number - 1 else []
    return Heading(number, _with_groups(cells, above), known)


def _first_wide(rows: Sequence[Sequence[str]]) -> int:
    widths = [sum(1 for cell in cells if cell.strip()) for cells in rows]
    return next(index for index, width in enumerate(widths) if width * 2 >= max(widths))


def _with_groups(cells: list[str], above: Sequence[str]) -> list[str]:
    """Names with what stands over a group of columns, where it tells that these are not for everybody or sets names
    that are there twice apart: “Notes (internal): Notes”."""
    if sum(1 for cell in above if cell.strip()) < 2:
        return cells
    named, group = [], ""
    for index, cell in enumerate(cells):
        group = (above[index].strip() if index < len(above) else "") or group
        whole = f"{group}: {cell.strip()}"
        tells = restriction(group) not in ("", restriction(cell)) or cells.count(cell) > 1
        named.append(whole if group and cell.strip() and tells else cell)
    return named
