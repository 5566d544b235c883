"""Spreadsheets as people save them: CSV in any usual encoding with any usual separator, or an Excel workbook.

Every cell comes out as text. What makes the whole file unreadable is said as one sentence about what to do.
"""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

from providers.imports.errors import BadFile
from providers.imports.listing_csv.columns import COLUMNS
from providers.imports.listing_csv.tables import Table, records_of, row_of
from tenants.files.errors import BadUpload
from tenants.files.packages import opened
from tenants.text.words import has_unshowable

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 200
MAX_UNPACKED: Final = 100 * 1024 * 1024
_MAX_PARTS: Final = 2_000
_LAST_ROW: Final = 1_048_576
"""Of any sheet in Excel."""
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_SEPARATORS: Final = ",;\t"
_NO_TEXT: Final = "The file can’t be read as text. In Excel, save it as “CSV UTF-8”."
_NO_SHEETS: Final = {
    "<": "This is a web page, not a spreadsheet. In Excel, save it as “CSV UTF-8”.",
    "%PDF-": "This is a PDF, not a spreadsheet. Choose the file that it was made from.",
}
"""What is told of a text that starts so."""
_NO_WORKBOOK: Final = "This is not an Excel workbook that we can read. Save it as “CSV UTF-8” instead."
_LOST_ZERO: Final = re.compile(r"[1-9]\d{8,9}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header, the numbered rows below it that aren't blank, and remarks about how the file was read."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    remarks: tuple[str, ...] = ()


def is_workbook(content: bytes) -> bool:
    """Whether it is packed as an Excel workbook is."""
    return content.startswith(_ZIP)


def read_sheet(content: bytes, most: int = MAX_ROWS + 1) -> Sheet:
    """The first sheet of a workbook, or a CSV file, and of that the first `most` rows. Raises BadFile when it is
    neither, or too large. Untrusted content goes through `confined_sheets.py`."""
    if len(content) > MAX_BYTES:
        raise BadFile(f"The file is larger than {MAX_BYTES // 1024**2} MB. Split it into smaller files.")
    if content.startswith(_OLD_EXCEL):
        raise BadFile(
            "This is an old Excel file, or one with a password. In Excel, save it without a password as "
            "“Excel workbook (.xlsx)” or “CSV UTF-8”."
        )
    records, remarks = _workbook(content) if is_workbook(content) else _csv(content)
    first = next(records, None)
    if first is None:
        raise BadFile("The file is empty. Its first row must name the columns.")
    header = _named(first[1])
    rows = tuple(islice(records, min(most, MAX_ROWS + 1)))
    if len(rows) > MAX_ROWS:
        raise BadFile(f"The file has more than {MAX_ROWS:,} rows. Split it into smaller files.")
    if not rows:
        raise BadFile("The file has a first row and nothing below it.")
    return Sheet(header, tuple((number, _fitted(cells, len(header))) for number, cells in rows), tuple(remarks))


def table_of(sheet: Sheet, mapping: dict[str, str]) -> Table:
    """The sheet's rows as a listing table; `mapping` says which of our columns each of its columns is, or ""."""
    names = [mapping.get(name, "") or f"({name})" for name in sheet.header]
    phones = [index for index, name in enumerate(names) if name == "phone"]
    rows = tuple(row_of(number, _with_zeros(cells, phones), names) for number, cells in sheet.rows)
    left_out = tuple(name for name in sheet.header if not mapping.get(name))
    return Table(tuple(name for name in names if name in COLUMNS), left_out, rows)


def _named(cells: list[str]) -> tuple[str, ...]:
    cells = _without_blank_end(cells)
    if len(cells) > MAX_COLUMNS:
        raise BadFile(f"The file has more than {MAX_COLUMNS} columns. Take out those that it doesn’t need.")
    names = [" ".join(cell.split())[:100] or f"Column {number}" for number, cell in enumerate(cells, start=1)]
    if any(has_unshowable(name) for name in names):
        raise BadFile(_NO_TEXT)
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise BadFile(f"The first row names a column twice: {', '.join(twice)}.")
    return tuple(names)


def _fitted(cells: list[str], width: int) -> list[str]:
    """Blank cells at a row's end count for nothing."""
    fitted = [*cells[:width], *_without_blank_end(cells[width:])]
    return fitted + [""] * (width - len(fitted))


def _without_blank_end(cells: list[str]) -> list[str]:
    end = next((number for number in range(len(cells), 0, -1) if cells[number - 1].strip()), 0)
    return cells[:end]


def _with_zeros(cells: list[str], phones: Iterable[int]) -> list[str]:
    """Spreadsheets take a telephone number for a number, and its leading 0 away."""
    for index in phones:
        if index < len(cells) and _LOST_ZERO.fullmatch(cells[index].strip()):
            cells = [*cells[:index], f"0{cells[index].strip()}", *cells[index + 1 :]]
    return cells


def _csv(content: bytes) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    text, remarks = _decoded(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    for start, words in _NO_SHEETS.items():
        if first.lstrip().startswith(start):
            raise BadFile(words)
    separator = max(_SEPARATORS, key=_outside_quotes(first).count)
    if separator != ",":
        remarks.append(f"Cells are separated by {'tabs' if separator == chr(9) else 'semicolons'}.")
    return records_of(io.StringIO(text, newline=""), delimiter=separator), remarks


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _decoded(content: bytes) -> tuple[str, list[str]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), ["Read as Unicode text (UTF-16)."]
        except UnicodeDecodeError as error:
            raise BadFile(_NO_TEXT) from error
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), ["Read as Windows text: check letters like é and the £ sign."]
    except UnicodeDecodeError as error:
        raise BadFile(_NO_TEXT) from error


def _workbook(content: bytes) -> tuple[Iterator[tuple[int, list[str]]], list[str]]:
    _refuse_bombs(content)
    try:
        opened(content)
    except BadUpload as refused:
        raise BadFile(f"{refused}.") from refused
    try:
        # Here, as it takes longer to import than most CSV files to read, and each file's process does it again.
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl stumbles over damage with any exception there is
        raise BadFile(_NO_WORKBOOK) from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise BadFile("The workbook has no sheet.")
    others = [f"Only the first sheet, “{sheets[0].title}”, was read."] if len(sheets) > 1 else []
    return _rows_of(sheets[0]), others


def _rows_of(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    # Some programs write a size that is too small into the workbook, so it is not believed: rows would be missing.
    sheet.reset_dimensions()
    cells_of_rows = sheet.iter_rows(values_only=True, max_row=_LAST_ROW, max_col=MAX_COLUMNS + 1)
    try:
        for number, values in enumerate(cells_of_rows, start=1):
            if values.count(None) == len(values):  # at once: a sheet may have a million such rows
                continue
            cells = [_text(value) for value in values]
            if any(cell.strip() for cell in cells):
                yield number, cells
    except MemoryError:
        raise
    except Exception as error:  # as above
        raise BadFile("The workbook is damaged. Save it again, or as “CSV UTF-8”.") from error


def _refuse_bombs(content: bytes) -> None:
    """A workbook is a zip: refuse one that would unpack to far more than a sheet of our size can be."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise BadFile(_NO_WORKBOOK) from error
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise BadFile("The workbook is too large inside. Save the one sheet as “CSV UTF-8”.")


def _text(value: object) -> str:
    """A cell's value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if not isinstance(value, str | int | float | timedelta):  # openpyxl's classes of formulas of several cells
        return getattr(value, "text", None) or "=TABLE()"
    return str(value)
