"""What an import did, row by row where something needs a person."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    """What became of a listing."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


class Remark(NamedTuple):
    """Something about one cell. `row` counts as a spreadsheet does: the header is row 1; 0 is the whole file."""

    row: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}, {self.field}: {self.reason}" if self.field else f"row {self.row}: {self.reason}"


def rows_by_column(remarks: Iterable[Remark]) -> list[tuple[str, int]]:
    """How many rows have remarks about each column, "" for the row as a whole; most first."""
    rows = {(remark.field, remark.row) for remark in remarks}
    return sorted(Counter(column for column, _ in rows).items(), key=lambda each: (-each[1], each[0]))


@dataclass(slots=True)
class ImportReport:
    """Counts are of listings; a listing with two places is one listing of two rows. `follow_ups` are cells that were
    left out of listings that were kept."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Remark] = field(default_factory=list)
    follow_ups: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    unknown_columns: tuple[str, ...] = ()
    skipped: list[Remark] = field(default_factory=list)
    """Rows that are no listing: totals, notes."""
    withheld: int = 0
    """Listings that the file keeps from families, so that they are drafts."""
    hidden: int = 0
    """Listings with an address that the file keeps back."""
    understood: list[str] = field(default_factory=list)
    questions: tuple[str, ...] = ()
    """Columns that must be explained before anything is published."""
    dry_run: bool = False

    @property
    def rejected_rows(self) -> int:
        """How many rows were not imported."""
        return len({remark.row for remark in self.rejected})

    def count(
        self, outcome: Outcome, *, problems: Iterable[Remark], follow_ups: Iterable[Remark], notes: Iterable[Remark]
    ) -> None:
        """Take in what became of one listing."""
        self.created += outcome is Outcome.CREATED
        self.updated += outcome is Outcome.UPDATED
        self.unchanged += outcome is Outcome.UNCHANGED
        self.rejected += problems
        self.follow_ups += follow_ups
        self.notes += notes

    def lines(self) -> Iterator[str]:
        """The report as lines to print."""
        if self.dry_run:
            yield "Dry run: nothing was written."
        yield (
            f"{self.rows} rows read. Listings: {self.created} created, {self.updated} updated, "
            f"{self.unchanged} unchanged. Rows rejected: {self.rejected_rows}."
        )
        if self.withheld or self.hidden:
            kept = f"Kept as drafts, as the file keeps them from families: {self.withheld}."
            yield f"{kept} Addresses hidden: {self.hidden}."
        yield from self.understood
        if self.questions:
            yield f"To explain before anything is published: {', '.join(self.questions)}."
        if self.unknown_columns:
            yield f"Columns we don't know, left out: {', '.join(self.unknown_columns)}."
        if self.rejected:
            counts = (f"{column or 'the whole row'} {count}" for column, count in rows_by_column(self.rejected))
            yield f"Rejected rows by column: {', '.join(counts)}."
        if self.follow_ups:
            counts = (f"{column} {count}" for column, count in rows_by_column(self.follow_ups))
            yield f"Cells left out, to follow up: {', '.join(counts)}."
        yield from (f"Left out: {remark}" for remark in sorted(self.skipped))
        yield from (f"Rejected: {remark}" for remark in sorted(self.rejected))
        yield from (f"To follow up: {remark}" for remark in sorted(self.follow_ups))
        yield from (f"Note: {remark}" for remark in sorted(self.notes))

    def __str__(self) -> str:
        return "\n".join(self.lines())
