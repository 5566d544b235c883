"""Schools of the Department for Education's school tables as rows of the listing CSV.

Source: the "Get Information about Schools" tables (Open Government Licence v3.0).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from providers.imports.errors import BadFile
from providers.imports.listing_csv.tables import read_records
from providers.imports.report import Remark
from providers.imports.school_tables.gias import REQUIRED as GIAS_REQUIRED
from providers.imports.school_tables.gias import school_from
from providers.imports.school_tables.rows import COLUMNS, School, listing_of
from tenants.text.cells import write_csv

SOURCE_COLUMNS: Final = frozenset(
    {
        "URN",
        "LANAME",
        "SCHNAME",
        "STREET",
        "LOCALITY",
        "ADDRESS3",
        "TOWN",
        "POSTCODE",
        "SCHSTATUS",
        "CLOSEDATE",
        "MINORGROUP",
        "SCHOOLTYPE",
        "ISPOST16",
        "AGELOW",
        "AGEHIGH",
        "sen_provision",
    }
)


@dataclass(slots=True)
class SchoolsReport:
    """Every row of the table is a listing, is left out for a reason, or lies in another council."""

    rows: int = 0
    listings: int = 0
    left_out: list[Remark] = field(default_factory=list)
    elsewhere: Counter[str] = field(default_factory=Counter)

    def lines(self) -> Iterator[str]:
        """The report as lines to print."""
        others = f", {self.elsewhere.total()} in other councils" if self.elsewhere else ""
        yield f"{self.rows} schools read: {self.listings} listings, {len(self.left_out)} left out{others}."
        yield from (f"Left out: {remark}" for remark in self.left_out)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def schools_to_listings(source: Path, target: Path, la_name: str | None = None) -> SchoolsReport:
    """Write the open schools of a DfE school table, or of the table of all establishments (`edubasealldata`), as a
    listing CSV; of one council, `la_name`, if given.

    Raises BadFile when the table can't be read, names no such council, or the target can't be written.
    """
    report = SchoolsReport()
    rows = list(_listings(source, la_name, report))
    if la_name and not rows and report.elsewhere.total() == report.rows:
        raise BadFile(f"No school is in “{la_name}”. The table has: {', '.join(sorted(report.elsewhere))}.")
    try:
        with target.open("w", encoding="utf-8", newline="") as file:
            write_csv(file, [COLUMNS, *([row.get(name, "") for name in COLUMNS] for row in rows)], line_end="\n")
    except OSError as error:
        raise BadFile(f"{target} can't be written: {error.strerror}.") from error
    report.listings = len(rows)
    return report


def _listings(source: Path, la_name: str | None, report: SchoolsReport) -> Iterator[dict[str, str]]:
    header, records = read_records(source)
    of_all = set(header) >= GIAS_REQUIRED
    missing = sorted(SOURCE_COLUMNS - set(header))
    if missing and not of_all:
        raise BadFile(f"{source.name} is not a DfE school table: it has no column {', '.join(missing)}.")
    seen: set[str] = set()
    for number, cells in records:
        report.rows += 1
        school = {name: cell.strip() for name, cell in zip(header, cells, strict=False)}
        if of_all:
            school = school_from(school)
        council = school.get("LANAME", "")
        if la_name and council.casefold() != la_name.casefold():
            report.elsewhere[council] += 1
            continue
        reason = (
            _why_not(school, seen) if len(cells) == len(header) else f"It has {len(cells)} cells, not {len(header)}."
        )
        if reason:
            report.left_out.append(Remark(number, "", reason))
            continue
        seen.add(school["URN"])
        yield listing_of(school)


def _why_not(school: School, seen: set[str]) -> str:
    """Why a school is no listing, or ""."""
    if not school["URN"] or not school["SCHNAME"]:
        return "It has no URN or no name."
    name = f"{school['SCHNAME']} (URN {school['URN']})"
    if school["URN"] in seen:
        return f"{name} is in the table twice."
    if school["CLOSEDATE"]:
        return f"{name} closed on {_date_in_words(school['CLOSEDATE'])}."
    if school["SCHSTATUS"] == "Closed":
        return f"{name} is closed; the table doesn't say since when."
    return ""


def _date_in_words(text: str) -> str:
    """`31-03-2023` as `31 March 2023`; anything else as it is."""
    try:
        day = datetime.strptime(text, "%d-%m-%Y").date()  # noqa: DTZ007 (a date of the calendar, no moment)
    except ValueError:
        return text
    return f"{day.day} {day:%B %Y}"
