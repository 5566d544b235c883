"""OS Code-Point Open: `Data/CSV/*.csv` without a header, one file for each area, on the National Grid."""

import csv
import itertools
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import openpyxl

from search.places.grid import grid_to_degrees
from search.places.sources.archive import Archive, open_text
from search.places.sources.rows import AreaRow, BadRow, PostcodeRow
from search.places.sources.text_rows import UnreadableRow, left_out, read_code, read_point, read_postcode

COLUMNS: Final = 10
_BATCH: Final = 10_000
_NO_POSITION: Final = 90
_WARD_SHEETS: Final = frozenset({"DIW", "LBW", "MTW", "UTE", "UTW"})


class _GridRow(NamedTuple):
    file: str
    line: int
    postcode: str
    quality: int
    easting: float
    northing: float
    county: str
    district: str
    ward: str


class CodePointSource:
    """The postcodes of Great Britain, with ward names when its `Codelist.xlsx` is there."""

    name = "Code-Point Open"

    def __init__(self, archive: Archive, files: Iterable[str]) -> None:
        self._archive = archive
        self._files = list(files)
        self.ward_names = self._read_ward_names()

    def rows(self) -> Iterator[PostcodeRow | BadRow]:
        """Every postcode that has a position."""
        read = (row for file in self._files for row in self._read_file(file))
        while batch := list(itertools.islice(read, _BATCH)):
            yield from (row for row in batch if isinstance(row, BadRow))
            grid = [row for row in batch if isinstance(row, _GridRow)]
            points = grid_to_degrees([row.easting for row in grid], [row.northing for row in grid])
            for row, point in zip(grid, points, strict=True):
                yield _placed(row, point)

    def areas(self) -> Iterable[AreaRow]:
        """None: every postcode is in `rows`."""
        return ()

    def _read_file(self, name: str) -> Iterator[_GridRow | BadRow]:
        if left_out(name.rpartition("/")[2]):
            return
        with open_text(self._archive, name) as text:
            for line, values in enumerate(csv.reader(text), start=1):
                try:
                    row = _read_row(name, line, values)
                except UnreadableRow as error:
                    yield BadRow(name, line, str(error))
                else:
                    if row:
                        yield row

    def _read_ward_names(self) -> dict[str, str]:
        found = [name for name in self._archive.names() if name.rpartition("/")[2].lower() == "codelist.xlsx"]
        if not found:
            return {}
        with self._archive.open(found[0]) as file:
            book = openpyxl.load_workbook(file, read_only=True)
            sheets = [sheet for sheet in book.worksheets if sheet.title in _WARD_SHEETS]
            return {str(code): str(name) for sheet in sheets for name, code, *_ in sheet.values if name and code}


def _read_row(file: str, line: int, values: list[str]) -> _GridRow | None:
    if not values or left_out(values[0]):
        return None
    if len(values) != COLUMNS:
        raise UnreadableRow(f"It has {len(values)} columns, not {COLUMNS}.")
    try:
        quality, easting, northing = int(values[1]), float(values[2] or 0), float(values[3] or 0)
    except ValueError as error:
        raise UnreadableRow(f"{values[1:4]} is not a quality, easting and northing.") from error
    if quality == _NO_POSITION or not easting or not northing:
        return None
    county, district, ward = map(read_code, values[7:10])
    return _GridRow(file, line, read_postcode(values[0]), quality, easting, northing, county, district, ward)


def _placed(row: _GridRow, point: tuple[float, float]) -> PostcodeRow | BadRow:
    try:
        latitude, longitude = read_point(*point)
    except UnreadableRow as error:
        return BadRow(row.file, row.line, str(error))
    return PostcodeRow(row.postcode, latitude, longitude, row.district, row.county, row.ward, row.quality)
