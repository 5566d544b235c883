"""Loads postcodes into the shared tables: all of a file or nothing."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from search.places.errors import BadPostcodeFile
from search.places.services import staging
from search.places.services.named_places import rebuild_named_places
from search.places.services.outlines import derive_outlines
from search.places.sources.files import open_source
from search.places.sources.package import PackageSource
from search.places.sources.rows import AreaRow, BadRow, PostcodeRow, Source
from tenants.councils.models import Council

logger = logging.getLogger(__name__)

Progress = Callable[[int], None]
_STEP: Final = 10_000
_EXAMPLES: Final = 20


@dataclass(slots=True)
class LoadReport:
    """What a load did: rows loaded, rows that couldn't be read, and the first of those."""

    source: str
    loaded: int = 0
    bad: int = 0
    examples: list[BadRow] = field(default_factory=list)


def load_postcodes(path: Path, progress: Progress | None = None) -> int:
    """Load a Code-Point Open zip or folder, an ONSPD CSV or a simple CSV (each may be zipped or gzipped).

    Gives how many postcodes were read; a second load of the same file changes nothing. `progress` is called with the
    rows read so far. Bad rows are logged and left out. Raises BadPostcodeFile, nothing having been written.
    """
    return load_file(path=path, progress=progress).loaded


def load_file(*, path: Path, progress: Progress | None = None) -> LoadReport:
    """As `load_postcodes`, with the report of rows that couldn't be read. Raises BadPostcodeFile."""
    with open_source(path) as source:
        return load_source(source=source, progress=progress)


def load_package_postcodes(districts: Iterable[str], progress: Progress | None = None) -> int:
    """Load the postcodes of some districts (GSS codes) from the package of the demo, and every sector's and outcode's
    centre in Great Britain, so that a postcode elsewhere is answered too. Raises BadPostcodeFile."""
    return load_source(source=PackageSource(frozenset(districts)), progress=progress).loaded


@transaction.atomic
def load_source(*, source: Source, progress: Progress | None = None) -> LoadReport:
    """Copy a source's rows into the tables, with the centres, names and councils' outlines that follow from them.

    Raises BadPostcodeFile when there is no good row in it.
    """
    report = LoadReport(source.name)
    with connection.cursor() as cursor:
        cursor.execute(staging.CREATE)
        with cursor.copy(staging.COPY) as copy:
            for row in _good_rows(source, report, progress):
                copy.write_row(row)
        if not report.loaded:
            raise BadPostcodeFile(_nothing_good(report))
        cursor.execute("ANALYZE postcode_stage")
        cursor.execute(staging.MERGE, [source.name])
        cursor.execute(staging.MERGE_CENTRES)
        _merge_given_centres(source.areas())
        cursor.execute(staging.MERGE_WARDS, [list(source.ward_names), list(source.ward_names.values())])
        cursor.execute(staging.DROP)
    rebuild_named_places()
    derive_outlines(Council.objects.real())
    if report.bad:
        logger.warning("postcodes_left_out", extra={"source": source.name, "bad_rows": report.bad})
    return report


def _good_rows(source: Source, report: LoadReport, progress: Progress | None) -> Iterator[PostcodeRow]:
    for number, row in enumerate(source.rows(), start=1):
        if isinstance(row, BadRow):
            report.bad += 1
            if len(report.examples) < _EXAMPLES:
                report.examples.append(row)
        else:
            report.loaded += 1
            yield row
        if progress and number % _STEP == 0:
            progress(number)
    if progress:
        progress(report.loaded + report.bad)


def _merge_given_centres(areas: Iterable[AreaRow]) -> None:
    columns = [list(column) for column in zip(*areas, strict=True)]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(staging.MERGE_GIVEN_CENTRES, columns)


def _nothing_good(report: LoadReport) -> str:
    if not report.examples:
        return "There is no postcode of Great Britain in the file."
    return f"No row could be read. The first, {report.examples[0]}"
