"""CSV files with a header: the ONS Postcode Directory, and a simple file of one's own."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from search.places.sources.archive import Archive, open_text
from search.places.sources.rows import AreaRow, BadRow, PostcodeRow
from search.places.sources.text_rows import UnreadableRow, left_out, read_code, read_point, read_postcode

# The directory's columns were renamed from edition to edition: `oslaua`, `laua`, `lad25cd`.
_ONSPD: Final = {
    "postcode": re.compile(r"^pcds?$|^pcd7$|^pcd8$"),
    "latitude": re.compile(r"^lat$"),
    "longitude": re.compile(r"^long$"),
    "district": re.compile(r"^(os)?laua$|^lad\d\dcd$"),
    "county": re.compile(r"^(os)?cty$|^cty\d\dcd$"),
    "ward": re.compile(r"^(os)?ward$|^wd\d\dcd$"),
    "terminated": re.compile(r"^doterm$"),
}
_SIMPLE: Final = {name: re.compile(f"^{name}$") for name in ("postcode", "district", "county", "ward", "ward_name")} | {
    "latitude": re.compile(r"^lat(itude)?$"),
    "longitude": re.compile(r"^(lon|lng|long|longitude)$"),
}
_NEEDED: Final = ("postcode", "latitude", "longitude")
_WARD_CODE: Final = re.compile(r"^wd\d\dcd$")
_WARD_NAME: Final = re.compile(r"^wd\d\dnm$")
# What the directory gives for a postcode without a position.
_NO_LATITUDE: Final = 99.0


class HeadedSource:
    """A CSV with a header that names a postcode, a latitude and a longitude."""

    def __init__(self, archive: Archive, file: str, name: str, columns: dict[str, int], ward_files: list[str]) -> None:
        self.name = name
        self.ward_names: dict[str, str] = {}
        self._archive = archive
        self._file = file
        self._columns = columns
        for ward_file in ward_files:
            self.ward_names |= _read_ward_names(archive, ward_file)

    def rows(self) -> Iterator[PostcodeRow | BadRow]:
        """Every live postcode with a position."""
        with open_text(self._archive, self._file) as text:
            reader = csv.reader(text)
            next(reader)
            for values in reader:
                try:
                    row = self._read_row(values)
                except UnreadableRow as error:
                    yield BadRow(self._file, reader.line_num, str(error))
                else:
                    if row:
                        yield row

    def areas(self) -> Iterable[AreaRow]:
        """None: every postcode is in `rows`."""
        return ()

    def _read_row(self, values: list[str]) -> PostcodeRow | None:
        value = self._value_of(values)
        if not any(values) or left_out(value("postcode")) or value("terminated"):
            return None
        latitude = value("latitude")
        if latitude.startswith("99") and latitude.replace(".", "").isdigit() and float(latitude) > _NO_LATITUDE:
            return None
        point = read_point(latitude, value("longitude"))
        ward = read_code(value("ward"))
        if ward and value("ward_name"):
            self.ward_names[ward] = value("ward_name")
        return PostcodeRow(
            read_postcode(value("postcode")), *point, read_code(value("district")), read_code(value("county")), ward
        )

    def _value_of(self, values: list[str]) -> Callable[[str], str]:
        if len(values) <= max(self._columns[name] for name in _NEEDED) and any(values):
            raise UnreadableRow("It has too few columns.")

        def value(name: str) -> str:
            index = self._columns.get(name)
            return values[index].strip() if index is not None and index < len(values) else ""

        return value


def read_header(archive: Archive, file: str) -> list[str]:
    """The first line's values; none for an empty file."""
    with open_text(archive, file) as text:
        return next(csv.reader(text), [])


def headed_source(archive: Archive, file: str, header: list[str]) -> HeadedSource | None:
    """A source for the file when its header is one we know, else None."""
    names = [name.strip().lower() for name in header]
    for label, patterns in (("ONSPD", _ONSPD), ("CSV", _SIMPLE)):
        columns = _columns(names, patterns)
        if all(name in columns for name in _NEEDED):
            wards = [name for name in archive.names() if "ward" in name.lower() and name.lower().endswith(".csv")]
            return HeadedSource(archive, file, label, columns, wards if label == "ONSPD" else [])
    return None


def _columns(names: list[str], patterns: dict[str, re.Pattern[str]]) -> dict[str, int]:
    return {
        wanted: index
        for wanted, pattern in patterns.items()
        for index in reversed(range(len(names)))
        if pattern.match(names[index])
    }


def _read_ward_names(archive: Archive, file: str) -> dict[str, str]:
    header = [name.strip().lower() for name in read_header(archive, file)]
    code = next((index for index, name in enumerate(header) if _WARD_CODE.match(name)), None)
    label = next((index for index, name in enumerate(header) if _WARD_NAME.match(name)), None)
    if code is None or label is None:
        return {}
    with open_text(archive, file) as text:
        rows = csv.reader(text)
        next(rows)
        return {row[code]: row[label] for row in rows if len(row) > max(code, label) and row[code] and row[label]}
