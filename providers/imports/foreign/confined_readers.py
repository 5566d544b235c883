"""What runs confined, in a process started for one file: its answers are plain values. It imports neither Django nor
logging, which take longer than most files do. `confined_sheets.py` asks.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from providers.imports.foreign.convert import table_of
from providers.imports.foreign.sheets import MAX_ROWS, Sheet, is_workbook, read_sheet
from providers.imports.foreign.words import LONGEST_WORD, pieces_of, plain_word
from tenants.text.words import has_unshowable

LOOKED_AT: Final = 1_000
"""Rows of a workbook, for its overview: a long one takes a quarter of a minute to read."""
MOST_WORDS: Final = 80
"""A column with more different words holds texts."""
_EXAMPLE: Final = 60


def overview(
    content: bytes, sheet: str = "", header_row: int = 0, whole: bool = False, large: bool = False
) -> dict[str, Any]:
    """`Overview` as JSON has it; of the `whole` file, or of a workbook's first rows."""
    looked_at = LOOKED_AT if is_workbook(content) and not whole else MAX_ROWS + 1
    read = read_sheet(content, looked_at, sheet, header_row, large=large)
    more = [f"So far we looked at the first {LOOKED_AT:,} rows. The check reads them all."]
    cut = len(read.rows) == looked_at and not whole
    columns = [_Counted(read, index) for index in range(len(read.header))]
    return {
        "header": read.header,
        "examples": [column.example for column in columns],
        "rows": len(read.rows),
        "remarks": [*read.remarks, *(more if cut else [])],
        "filled": [column.filled for column in columns],
        "words": [column.words for column in columns],
        "sheet": read.title,
        "sheets": read.titles if len(read.titles) > 1 else (),
        "header_row": read.header_row,
    }


def mapped_rows(
    content: bytes,
    *,
    mapping: dict[str, str],
    words: dict[str, dict[str, list[str]]],
    sheet: str,
    header_row: int,
    today: str,
    large: bool = False,
) -> dict[str, Any]:
    """`Table` as JSON has it."""
    read = read_sheet(content, title=sheet, header_row=header_row, large=large)
    table = table_of(read, mapping, words, date.fromisoformat(today) if today else None)
    rows = [(row.number, row.cells, row.field, row.problem, row.withheld, row.notes) for row in table.rows]
    return {"columns": table.columns, "unknown": table.unknown, "rows": rows, "skipped": table.skipped}


class _Counted:
    """What one column says: an example, how many cells are filled, and its different words with how often each is
    there, most often first; no words where they are many or long."""

    def __init__(self, sheet: Sheet, index: int) -> None:
        counts: dict[str, int] = {}
        self.example = ""
        self.filled = 0
        is_list = True
        for cell in _cells(sheet, index):
            self.filled += 1
            if not self.example and not has_unshowable(cell):
                self.example = " ".join(cell.split())[:_EXAMPLE]
            if is_list:
                for piece in pieces_of(cell[: LONGEST_WORD * 20]):
                    word = " ".join(piece.split())[:LONGEST_WORD]
                    counts[word] = counts.get(word, 0) + 1
                is_list = len(counts) <= MOST_WORDS
        most = sorted(counts.items(), key=lambda each: (-each[1], each[0])) if is_list else []
        self.words = [(word, count) for word, count in most if plain_word(word) and not has_unshowable(word)]


def _cells(sheet: Sheet, index: int) -> Iterable[str]:
    return (cells[index] for _, cells in sheet.rows if index < len(cells) and cells[index].strip())
