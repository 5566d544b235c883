"""Rows of a table as text. What makes the whole file unreadable is said as one sentence about what to do."""

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from providers.imports.errors import BadFile
from providers.imports.listing_csv.columns import COLUMNS, Cells

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_CELL: Final = 20_000
csv.field_size_limit(MAX_BYTES)  # Python's own is less: a long cell is a problem of its row, not of the whole file
_NOT_TEXT: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
NO_TEXT: Final = "The file can’t be read as text. In Excel, save it as “CSV UTF-8”."
_WINDOWS: Final = "Read as Windows text: check letters like é and the £ sign."


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` as a spreadsheet counts it, its known cells, and what is wrong with it, if anything."""

    number: int
    cells: Cells
    field: str = ""
    problem: str = ""
    withheld: str = ""
    """Why the file doesn't want families to see the listing; empty where it does."""
    notes: tuple[tuple[str, str], ...] = ()
    """What there is to know of how it was read: a column and a sentence each."""


@dataclass(frozen=True, slots=True)
class Table:
    """A whole file: the columns we know that it has, those we don't, and its rows."""

    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]
    skipped: tuple[tuple[int, str], ...] = ()
    """Rows that are no listing, by their number, and why each was left out."""


def read_records(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The first row of a CSV file, and the numbered rows after it that aren't blank. Raises BadFile."""
    return _records(content_of(path), path.name)


def content_of(path: Path) -> bytes:
    """What is in a file of 64 MB or less. Raises BadFile."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadFile(f"{path.name} is larger than {MAX_BYTES // 1024**2} MB. Split it into smaller files.")
        return path.read_bytes()
    except OSError as error:
        raise BadFile(f"{path} can't be read: {error.strerror}.") from error


def _records(content: bytes, name: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    if content.startswith(_NOT_TEXT):
        raise BadFile(f"{name} is not a CSV file. In Excel, save it as “CSV UTF-8”.")
    records = records_of(io.StringIO(decoded(content)[0], newline=""))
    try:
        _, header = next(records)
    except StopIteration:
        raise BadFile(f"{name} is empty. Its first row must name the columns.") from None
    return header, records


def decoded(content: bytes) -> tuple[str, list[str]]:
    """The text of a file in UTF-8, UTF-16 or Windows-1252, and what there is to say of that. Raises BadFile."""
    if wide := _wide_encoding(content):
        try:
            return content.decode(wide).removeprefix("\ufeff"), ["Read as Unicode text (UTF-16)."]
        except UnicodeDecodeError as error:
            raise BadFile(NO_TEXT) from error
    for encoding, remarks in (("utf-8-sig", []), ("cp1252", [_WINDOWS])):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), list(remarks)
    raise BadFile(NO_TEXT)


def _wide_encoding(content: bytes) -> str:
    """UTF-16 where the text says so, or every second byte of its beginning is nothing; else empty."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = content[:400]
    for name, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if len(start) >= 40 and start[offset::2].count(0) * 10 > len(start[offset::2]) * 9:
            return name
    return ""


def records_of(text: io.StringIO, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Every row that isn't blank, with its number. Raises BadFile where a quote is never closed."""
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    number = 0
    started = 1
    try:
        for cells in reader:
            number += 1
            started = reader.line_num + 1
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error as error:
        raise BadFile(f"The row on line {started} can't be read: a quote is not closed ({error}).") from error


def row_of(number: int, cells: list[str], names: list[str]) -> Row:
    """A row as `names` name its cells; what isn't a column of ours is left out."""
    known = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
    if len(cells) != len(names):
        return Row(number, known, "", f"It has {len(cells)} cells; the first row names {len(names)} columns.")
    return Row(number, known)
