"""Tables as files for a spreadsheet, which runs no cell of them. Written row by row: memory doesn't grow with them."""

from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tenants.exports.models import FileType
from tenants.exports.sources import Row
from tenants.text.cells import safe_row, write_csv

CONTENT_TYPES: Final = {
    FileType.CSV: "text/csv; charset=utf-8",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write_table(path: Path, file_type: FileType, header: Row, rows: Iterable[Row]) -> None:
    """Write a table of plain text. CSV starts with a byte order mark: Excel takes it for UTF-8 by that alone."""
    whole = chain([header], rows)
    if file_type == FileType.XLSX:
        _write_xlsx(path, whole)
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            write_csv(file, whole)


def xlsx_text(text: str) -> str:
    """`text` without the control characters that no XLSX file can hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _write_xlsx(path: Path, rows: Iterable[Row]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(safe_row(map(xlsx_text, row)))
    book.save(path)
