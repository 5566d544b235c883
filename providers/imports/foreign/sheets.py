"""Spreadsheets as people save them: CSV in any usual encoding with any usual separator, or an Excel workbook.

Every cell comes out as text. What makes the whole file unreadable is said as one sentence about what to do.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import Any, Final

from providers.imports.errors import BadFile
from providers.imports.foreign.headers import LOOKED_AT, Heading, heading_in, known_names
from providers.imports.foreign.json_tables import looks_like_json, records_of_json
from providers.imports.foreign.merged_cells import filled_down, merges_of
from providers.imports.listing_csv.tables import NO_TEXT, decoded, records_of
from tenants.files.errors import BadUpload
from tenants.files.packages import opened
from tenants.text.words import has_unshowable

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 400
MAX_UNPACKED: Final = 100 * 1024 * 1024
_MAX_PARTS: Final = 2_000
_LAST_ROW: Final = 1_048_576
"""Of any sheet in Excel."""
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_SEPARATORS: Final = ",;\t|"
_SHEETS: Final = 20
"""So many sheets of a workbook are looked at."""
_SAME: Final = 20
"""So many columns may have one name: more is no table."""
_NO_SHEETS: Final = {
    "<": "This is a web page, not a spreadsheet. In Excel, save it as “CSV UTF-8”.",
    "%PDF-": "This is a PDF, not a spreadsheet. Choose the file that it was made from.",
}
"""What is told of a text that starts so."""
_SAID_SEPARATOR: Final = re.compile(r'"?sep=([,;|\t])"?[ \t,;]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""A first line with which Excel is told."""
_SEPARATOR_WORDS: Final = {"\t": "tabs", ";": "semicolons", "|": "bars"}
_LOOKED_AT: Final = 40_000
_NO_WORKBOOK: Final = "This is not an Excel workbook that we can read. Save it as “CSV UTF-8” instead."
Records = Iterator[tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A header, the numbered rows below it that aren't blank, and remarks about how the file was read."""

    header: tuple[str, ...]
    rows: tuple[tuple[int, list[str]], ...]
    remarks: tuple[str, ...] = ()
    title: str = ""
    """Of the sheet of a workbook."""
    titles: tuple[str, ...] = ()
    """Of all of its sheets."""
    header_row: int = 1


@dataclass(frozen=True, slots=True)
class _RawSheet:
    """A sheet before anybody knows where its table begins; `rows` begins to read it each time."""

    rows: Callable[[], Records]
    title: str = ""
    merges: Callable[[], list[tuple[int, int, int]]] = list


def is_workbook(content: bytes) -> bool:
    """Whether it is packed as an Excel workbook is."""
    return content.startswith(_ZIP)


def read_sheet(
    content: bytes, most: int = MAX_ROWS + 1, title: str = "", header_row: int = 0, *, large: bool = False
) -> Sheet:
    """The table in a workbook, a CSV file or JSON, and of it the first `most` rows. `title` names the sheet and
    `header_row` the row that names the columns; without them they are found. A `large` file is an operator's own.

    Raises BadFile when there is none, or it is too large. Untrusted content goes through `confined_sheets.py`.
    """
    if len(content) > MAX_BYTES and not large:
        raise BadFile(f"The file is larger than {MAX_BYTES // 1024**2} MB. Split it into smaller files.")
    if content.startswith(_OLD_EXCEL):
        raise BadFile(
            "This is an old Excel file, or one with a password. In Excel, save it without a password as "
            "“Excel workbook (.xlsx)” or “CSV UTF-8”."
        )
    sheets, remarks = _workbook(content) if is_workbook(content) else _text_file(content)
    sheet, heading, records = _chosen(sheets, title, header_row)
    if len(sheets) > 1:
        remarks.append(f"Only the sheet “{sheet.title}” was read.")
    if heading.number > 1:
        remarks.append(f"Row {heading.number} names the columns.")
    below = ((number, cells) for number, cells in records if number > heading.number and cells != heading.cells)
    rows = tuple(islice(filled_down(below, sheet.merges()), None if large else min(most, MAX_ROWS + 1)))
    if len(rows) > MAX_ROWS and not large:
        raise BadFile(f"The file has more than {MAX_ROWS:,} rows. Split it into smaller files.")
    if not rows:
        raise BadFile("The file has a first row and nothing below it.")
    header = _named(list(heading.cells), _width(heading.cells, rows))
    return Sheet(
        header,
        tuple((number, _fitted(cells, len(header))) for number, cells in rows),
        tuple(remarks),
        sheet.title,
        tuple(each.title for each in sheets),
        heading.number,
    )


def _chosen(sheets: list[_RawSheet], title: str, header_row: int) -> tuple[_RawSheet, Heading, Records]:
    """The sheet of that title, or the one whose names of columns we know most of; its heading, and its rows, which are
    read once. Raises BadFile."""
    wanted = [sheet for sheet in sheets if sheet.title == title] if title else sheets[:_SHEETS]
    if not wanted:
        raise BadFile(f"The workbook has no sheet “{title[:60]}”.")
    found: list[tuple[_RawSheet, Heading, Records]] = []
    for sheet in wanted:
        records = sheet.rows()
        first = list(islice(records, LOOKED_AT))
        if heading := heading_in(iter(first), header_row):
            found.append((sheet, heading, chain(first, records)))
    if not found:
        problem = "The file has no such row." if header_row else "Its first row must name the columns."
        raise BadFile(problem if header_row else f"The file is empty. {problem}")
    return max(found, key=lambda each: each[1].known)


def _width(cells: list[str], rows: Sequence[tuple[int, list[str]]]) -> int:
    """How many columns a table has: those with names, and those without one below which something stands."""
    named = len(_without_blank_end(cells))
    unnamed = range(min(len(cells), MAX_COLUMNS), named, -1)
    return next((width for width in unnamed if any(_says(row, width - 1) for _, row in rows)), named)


def _says(row: list[str], index: int) -> bool:
    return index < len(row) and bool(row[index].strip())


def _named(cells: list[str], width: int) -> tuple[str, ...]:
    cells = cells[:width]
    if len(cells) > MAX_COLUMNS:
        raise BadFile(f"The file has more than {MAX_COLUMNS} columns. Take out those that it doesn’t need.")
    names = [" ".join(cell.split())[:100] or f"Column {number}" for number, cell in enumerate(cells, start=1)]
    if any(has_unshowable(name) for name in names):
        raise BadFile(NO_TEXT)
    often = sorted(name for name, count in Counter(names).items() if count > _SAME)
    if often:
        raise BadFile(f"More than {_SAME} columns have the same name: {', '.join(often)}.")
    return _numbered(names)


def _numbered(names: list[str]) -> tuple[str, ...]:
    """Names that are there again get a number, so that each is one column's."""
    taken: set[str] = set()
    for index, name in enumerate(names):
        count = 1
        while names[index] in taken:
            count += 1
            names[index] = f"{name} ({count})"
        taken.add(names[index])
    return tuple(names)


def _fitted(cells: list[str], width: int) -> list[str]:
    """Blank cells at a row's end count for nothing."""
    fitted = [*cells[:width], *_without_blank_end(cells[width:])]
    return fitted + [""] * (width - len(fitted))


def _without_blank_end(cells: list[str]) -> list[str]:
    end = next((number for number in range(len(cells), 0, -1) if cells[number - 1].strip()), 0)
    return cells[:end]


def _text_file(content: bytes) -> tuple[list[_RawSheet], list[str]]:
    text, remarks = decoded(content)
    if looks_like_json(text):
        records = records_of_json(text, MAX_COLUMNS)
        return [_RawSheet(lambda: iter(records))], [*remarks, "Read as JSON."]
    return _csv(text, remarks)


def _csv(text: str, remarks: list[str]) -> tuple[list[_RawSheet], list[str]]:
    first = text.lstrip("\r\n").partition("\n")[0]
    for start, words in _NO_SHEETS.items():
        if first.lstrip().startswith(start):
            raise BadFile(words)
    said = _SAID_SEPARATOR.match(text)
    if said:
        text = text[said.end() :]
    separator = said[1] if said else _separator_of(text, first)
    if separator != ",":
        remarks.append(f"Cells are separated by {_SEPARATOR_WORDS.get(separator, separator)}.")
    skipped = 1 if said else 0

    def rows() -> Records:
        found = records_of(io.StringIO(text, newline=""), delimiter=separator)
        return ((number + skipped, cells) for number, cells in found)

    return [_RawSheet(rows)], remarks


def _separator_of(text: str, first: str) -> str:
    """What sets cells apart: what makes most of the names in its first rows names that we know."""
    start = text[:_LOOKED_AT]
    known = {each: _names_with(start, each) for each in _SEPARATORS}
    return max(_SEPARATORS, key=lambda each: (known[each], _outside_quotes(first).count(each)))


def _names_with(start: str, separator: str) -> int:
    try:
        rows = list(islice(csv.reader(io.StringIO(start, newline=""), delimiter=separator), 30))
    except csv.Error:
        return 0
    most = max((known_names(row) for row in rows if len(row) > 1), default=0)
    return most if most > 1 else 0


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _workbook(content: bytes) -> tuple[list[_RawSheet], list[str]]:
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
    return [_raw(content, sheet) for sheet in sheets], []


def _raw(content: bytes, sheet: Any) -> _RawSheet:
    path = str(getattr(sheet, "_worksheet_path", ""))
    return _RawSheet(lambda: _rows_of(sheet), str(sheet.title), lambda: merges_of(content, path))


def _rows_of(sheet: Any) -> Records:
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
