"""Recognises what a postcode file is by what is in it."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.places.errors import BadPostcodeFile
from search.places.postcodes import is_postcode
from search.places.sources.archive import Archive, open_archive
from search.places.sources.code_point import COLUMNS, CodePointSource
from search.places.sources.headed import headed_source, read_header
from search.places.sources.rows import Source

_UNKNOWN = (
    "{path} is not a postcode file we know: give a Code-Point Open zip or folder, an ONS Postcode Directory CSV, "
    "or a CSV whose header has postcode,lat,lon."
)


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """The source of a path, its archive open for the block. Raises BadPostcodeFile when the path holds none."""
    with open_archive(path) as archive:
        try:
            yield _recognise(archive, path)
        except csv.Error as error:
            raise BadPostcodeFile(f"{path} is not a CSV file: {error}.") from error


def _recognise(archive: Archive, path: Path) -> Source:
    files = [name for name in archive.names() if _may_hold_postcodes(name)]
    code_point = []
    for name in files:
        header = read_header(archive, name)
        source = headed_source(archive, name, header)
        if source:
            return source
        if len(header) == COLUMNS and is_postcode(header[0]):
            code_point.append(name)
    if not code_point:
        raise BadPostcodeFile(_UNKNOWN.format(path=path))
    return CodePointSource(archive, code_point)


def _may_hold_postcodes(name: str) -> bool:
    parts = name.lower().split("/")
    return parts[-1].endswith((".csv", ".txt")) and not {"doc", "documents", "multi_csv"} & set(parts[:-1])
