"""Tables of results, as text for a terminal and as Markdown for `RESULTS.md`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

COLUMNS: Final = ("measure", "ours", "against", "ratio", "target", "holds?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under a title. Every row has as many cells as there are columns; `notes` stand below."""

    title: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...] = COLUMNS
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"A row of “{self.title}” doesn't have {len(self.columns)} cells.")

    def as_text(self) -> str:
        """The table in columns of one width each."""
        widths = [max(map(len, column)) for column in zip(self.columns, *self.rows, strict=True)]
        lines = [_line(row, widths) for row in (self.columns, *self.rows)]
        return "\n".join((self.title, "", lines[0], "-" * len(lines[0]), *lines[1:], *self._foot()))

    def as_markdown(self) -> str:
        """The table as GitHub shows it."""
        ruler = "|".join(["---"] * len(self.columns))
        lines = [f"| {' | '.join(row)} |" for row in (self.columns, *self.rows)]
        return "\n".join((f"## {self.title}", "", lines[0], f"|{ruler}|", *lines[1:], *self._foot()))

    def _foot(self) -> Iterable[str]:
        return ("", *(f"- {note}" for note in self.notes)) if self.notes else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a number should be: at most (or, where more is better, at least) `limit`."""

    limit: float
    at_least: bool = False
    unit: str = "×"

    def holds(self, value: float) -> bool:
        """Whether the number, as the table shows it, keeps the target."""
        shown = round(value, 2)
        return shown >= self.limit if self.at_least else shown <= self.limit

    def __str__(self) -> str:
        return f"{'at least' if self.at_least else 'within'} {self.limit:g}{self.unit}"


def compared(measure: str, ours: str, against: str, ratio: float, target: Target | None = None) -> tuple[str, ...]:
    """A row that sets one number against another; without a target it only tells."""
    holds = "" if target is None else yes_or_no(target.holds(ratio))
    return (measure, ours, against, f"{ratio:.2f}×", str(target or ""), holds)


def joined(tables: Sequence[Table], title: str) -> list[Table]:
    """The tables that have the usual columns as one, in the place of the first of them; others as they are."""
    alike = [table for table in tables if table.columns == COLUMNS]
    others = [table for table in tables if table.columns != COLUMNS]
    if not alike:
        return others
    rows = tuple(row for table in alike for row in table.rows)
    notes = tuple(dict.fromkeys(note for table in alike for note in table.notes))
    return [Table(title=title, rows=rows, notes=notes), *others]


def yes_or_no(holds: bool) -> str:
    """The last cell of a row."""
    return "yes" if holds else "NO"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
