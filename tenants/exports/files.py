"""Tables as files for a spreadsheet, which runs no cell of them. Written row by row: memory doesn't grow with them."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tenants.exports.models import FileType
from tenants.exports.sources import Row
from tenants.text.cells import safe_cell

CONTENT_TYPES: Final = {
    FileType.CSV: "text/csv; charset=utf-8",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def write_table(path: Path, file_type: FileType, header: Row, rows: Iterable[Row]) -> None:
    """Write a table of plain text. CSV starts with a byte order mark: Excel takes it for UTF-8 by that alone."""
    safe = (tuple(map(safe_cell, row)) for row in rows)
    if file_type == FileType.XLSX:
        _write_xlsx(path, header, safe)
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(header)
            writer.writerows(safe)


def _write_xlsx(path: Path, header: Row, rows: Iterable[Row]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(header)
    for row in rows:
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    book.save(path)
