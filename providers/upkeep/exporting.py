"""Lists as files for a spreadsheet, which runs no cell of them: rows come here with safe cells."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from providers.upkeep.entries import CareEntry
from tenants.councils.links import absolute_url
from tenants.councils.spreadsheets import safe_cell

HEADER: Final = ("name", "organisation", "status", "why", "people", "last_checked", "check_due", "page", "id")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The content type of a workbook."""
Row = Sequence[str]


def rows_of(entries: Iterable[CareEntry]) -> list[Row]:
    """The cells under `HEADER`, none of which a spreadsheet runs, one row a service."""
    rows = (
        (
            entry.service.name,
            entry.service.organisation.name,
            ", ".join((entry.status, *entry.notes)),
            " ".join(entry.why),
            str(entry.people),
            str(entry.service.state.last_assured or ""),
            str(entry.service.state.review_due or ""),
            absolute_url(entry.service.get_absolute_url()) if entry.shown else "",
            str(entry.service.uuid),
        )
        for entry in entries
    )
    return [tuple(map(safe_cell, row)) for row in rows]


def as_csv(header: Row, rows: Iterable[Row]) -> bytes:
    """CSV with a byte order mark: Excel takes the file for UTF-8 by it alone."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows((header, *rows))
    return f"\ufeff{text.getvalue()}".encode()


def as_xlsx(header: Row, rows: Iterable[Row]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Listings")
    for row in (header, *rows):
        sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
