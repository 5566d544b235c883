"""A listing CSV as rows of text. What makes the whole file unreadable is said as one sentence about what to do."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from providers.imports.errors import BadFile
from providers.imports.listing_csv.columns import COLUMNS, REQUIRED, Cells

MAX_BYTES: Final = 64 * 1024 * 1024
MAX_CELL: Final = 20_000
csv.field_size_limit(MAX_BYTES)  # Python's own is less: a long cell is a problem of its row, not of the whole file
_OTHER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `number` as a spreadsheet counts it, its known cells, and what is wrong with it, if anything."""

    number: int
    cells: Cells
    field: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A whole file: the columns we know that it has, those we don't, and its rows."""

    columns: tuple[str, ...]
    unknown: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(content: bytes, name: str) -> Table:
    """The rows of a listing CSV (UTF-8, with or without a byte order mark) that is called `name`.

    Raises BadFile when it isn't one: another encoding, no header with `external_id` and `name`, a quote never closed.
    Untrusted content goes through `confined_sheets.py`.
    """
    header, records = _records(content, name)
    names = _column_names(header)
    rows = tuple(row_of(number, cells, names) for number, cells in records)
    known = tuple(name for name in names if name in COLUMNS)
    return Table(known, tuple(name for name in names if name not in COLUMNS), rows)


def read_records(path: Path) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The first row of a CSV file in UTF-8, and the numbered rows after it that aren't blank. Raises BadFile."""
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
    records = records_of(io.StringIO(_text(content, name), newline=""))
    try:
        _, header = next(records)
    except StopIteration:
        raise BadFile(f"{name} is empty. Its first row must name the columns.") from None
    return header, records


def _text(content: bytes, name: str) -> str:
    if content.startswith(_OTHER_MARKS):
        raise BadFile(f"{name} is not a CSV file in UTF-8. In Excel, save it as “CSV UTF-8”.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadFile(
            f"{name} is not in UTF-8 (line {line} has another encoding). In Excel, save it as “CSV UTF-8”."
        ) from error


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


def _column_names(header: list[str]) -> list[str]:
    names = [cell.strip().lower() or f"(column {number})" for number, cell in enumerate(header, start=1)]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        hint = " Separate columns with commas." if len(names) == 1 and (";" in names[0] or "\t" in names[0]) else ""
        raise BadFile(f"The first row has no column named {' or '.join(missing)}.{hint}")
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise BadFile(f"The first row names a column twice: {', '.join(twice)}.")
    return names


def row_of(number: int, cells: list[str], names: list[str]) -> Row:
    """A row as `names` name its cells; what isn't a column of ours is left out."""
    known = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
    if len(cells) != len(names):
        return Row(number, known, "", f"It has {len(cells)} cells; the first row names {len(names)} columns.")
    return Row(number, known)
