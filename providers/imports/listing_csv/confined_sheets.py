"""Reads spreadsheets in a process of its own (`tenants/confined/`): what people upload, and what operators were given.

A page asks for an overview, which is soon there; a worker for the rows of the whole file.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from providers.imports.errors import BadFile
from providers.imports.listing_csv.confined_readers import csv_rows, mapped_rows, overview
from providers.imports.listing_csv.sheets import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED
from providers.imports.listing_csv.tables import Row, Table, content_of
from tenants.confined.errors import Busy, ReaderFailed, Refused, TooMuchWork
from tenants.confined.limits import MB, Limits
from tenants.confined.run import read_confined
from tenants.confined.turns import turn

WHOLE: Final = Limits(memory=1024 * MB, cpu=90, wall=240, answer=256 * MB)
_TOO_MUCH: Final = (
    f"The file holds more than we can read: at most {MAX_ROWS:,} rows, {MAX_COLUMNS} columns and "
    f"{MAX_UNPACKED // MB} MB when it is unpacked. Copy the rows that it is about into a new file, or save it as "
    "“CSV UTF-8”."
)
_BUSY: Final = "Other people’s files are being read just now. Choose the file again in a minute."
_FAILED: Final = "The file can’t be read. Copy its rows into a new file, or save it as “CSV UTF-8”."


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A sheet's columns, the first thing that each says, how many rows were counted, and remarks on the reading."""

    header: tuple[str, ...]
    examples: list[str]
    rows: int
    remarks: list[str]


def overview_of(content: bytes) -> Overview:
    """What a spreadsheet is, for the page that it was sent to. Raises BadFile."""
    try:
        with turn():
            said = _read(overview, content, Limits())
    except Busy as error:
        raise BadFile(_BUSY) from error
    return Overview(**{**said, "header": tuple(said["header"])})


def rows_of(content: bytes, mapping: dict[str, str]) -> Table:
    """The whole of a spreadsheet as a listing table, its columns named by `mapping`. Raises BadFile."""
    return _table(_read(mapped_rows, content, WHOLE, mapping=mapping))


def rows_of_csv(path: Path) -> Table:
    """The whole of a listing CSV. Raises BadFile."""
    return _table(_read(csv_rows, content_of(path), WHOLE, name=path.name))


def _read(reader: Callable[..., Any], content: bytes, limits: Limits, **options: Any) -> dict[str, Any]:
    try:
        said: dict[str, Any] = read_confined(reader, content, limits, **options)
    except Refused as refused:
        raise BadFile(str(refused)) from refused
    except TooMuchWork as error:
        raise BadFile(_TOO_MUCH) from error
    except ReaderFailed as error:
        raise BadFile(_FAILED) from error
    return said


def _table(said: dict[str, Any]) -> Table:
    rows = tuple(Row(*row) for row in said["rows"])
    return Table(tuple(said["columns"]), tuple(said["unknown"]), rows)
