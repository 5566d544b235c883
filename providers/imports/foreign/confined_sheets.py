"""Reads spreadsheets in a process of its own (`tenants/confined/`): what people upload, and what operators were given.

A page asks for an overview, which is soon there; a worker for the rows of the whole file.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from providers.imports.errors import BadFile
from providers.imports.foreign.confined_readers import mapped_rows, overview
from providers.imports.foreign.sheets import MAX_COLUMNS, MAX_ROWS, MAX_UNPACKED
from providers.imports.listing_csv.tables import Row, Table
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
    """A sheet's columns, the first thing that each says, how many rows were counted, and remarks on the reading.

    Of each column how many cells are `filled` and its different `words` with how often each is there, where they are
    few; of a workbook the `sheet` that was read, of which `sheets`; and the row that names the columns.
    """

    header: tuple[str, ...]
    examples: list[str]
    rows: int
    remarks: list[str]
    filled: list[int] = field(default_factory=list)
    words: list[list[tuple[str, int]]] = field(default_factory=list)
    sheet: str = ""
    sheets: list[str] = field(default_factory=list)
    header_row: int = 1

    @property
    def values(self) -> dict[str, list[str]]:
        """The different words of each column by its name."""
        return {name: [word for word, _ in words] for name, words in zip(self.header, self.words, strict=False)}


def overview_of(content: bytes, sheet: str = "", header_row: int = 0) -> Overview:
    """What a spreadsheet is, for the page that it was sent to. Raises BadFile."""
    try:
        with turn():
            said = _read(overview, content, Limits(), sheet=sheet, header_row=header_row)
    except Busy as error:
        raise BadFile(_BUSY) from error
    return _overview(said)


def overview_of_all(content: bytes, sheet: str = "", header_row: int = 0) -> Overview:
    """What a spreadsheet is, with all of its rows, for a command. Raises BadFile."""
    return _overview(_read(overview, content, WHOLE, sheet=sheet, header_row=header_row, whole=True, large=True))


def rows_of(
    content: bytes,
    mapping: Mapping[str, str],
    words: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    *,
    sheet: str = "",
    header_row: int = 0,
    today: date | None = None,
    large: bool = False,
) -> Table:
    """The whole of a spreadsheet as a listing table: `mapping` says which field each column is, `words` by column what
    its words mean. A `large` one is an operator's own. Raises BadFile."""
    options = {"mapping": dict(mapping), "words": {name: dict(each) for name, each in (words or {}).items()}}
    day = today.isoformat() if today else ""
    return _table(
        _read(mapped_rows, content, WHOLE, **options, sheet=sheet, header_row=header_row, today=day, large=large)
    )


def _overview(said: dict[str, Any]) -> Overview:
    words = [[(word, count) for word, count in column] for column in said["words"]]
    return Overview(**{**said, "header": tuple(said["header"]), "words": words})


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
    rows = tuple(
        Row(number, cells, column, problem, withheld, tuple((name, words) for name, words in notes))
        for number, cells, column, problem, withheld, notes in said["rows"]
    )
    skipped = tuple((number, why) for number, why in said["skipped"])
    return Table(tuple(said["columns"]), tuple(said["unknown"]), rows, skipped)
