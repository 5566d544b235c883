"""Figures that tell nothing of one family: rounded, and hidden when small (the disclosure control of every report).

A figure below SMALLEST is "fewer than 5"; every other is rounded to the nearest STEP. Where rows add up to a total, as
weeks do, rounding alone can leave a hidden figure with a single possible value; `protect` then holds further rows back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SMALLEST: Final = 5
STEP: Final = 5
_LARGEST_HIDDEN: Final = SMALLEST - 1
_SLACK: Final = STEP // 2
_FEWEST_VALUES: Final = 3
"""A hidden figure must be able to be one of at least so many numbers."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it may be shown: `shown` is the rounded count, None when it is hidden for the reason in `words`."""

    shown: int | None
    words: str

    def __str__(self) -> str:
        return self.words

    @property
    def low(self) -> int:
        """The smallest count that it can stand for."""
        return 0 if self.shown is None else max(SMALLEST, self.shown - _SLACK)

    @property
    def high(self) -> int:
        """The largest count that it can stand for."""
        return _LARGEST_HIDDEN if self.shown is None else self.shown + _SLACK


FEWER: Final = Figure(None, f"fewer than {SMALLEST}")
UNKNOWN: Final = "–"
HELD: Final = Figure(None, "not shown")
"""Large enough, and held back because a smaller one could be worked out from it."""


@dataclass(frozen=True, slots=True)
class Protected:
    """The rows of a list that adds up, and its total."""

    figures: tuple[Figure, ...]
    total: Figure


def figure(count: int) -> Figure:
    """A count that stands alone."""
    if count < SMALLEST:
        return FEWER
    rounded = (count + _SLACK) // STEP * STEP
    return Figure(rounded, f"{rounded:,}")


def protect(counts: Sequence[int]) -> Protected:
    """The counts of rows that add up, with as few of them held back (the smallest first) as keep the hidden hidden.

    When no holding back is enough, the total is what is held back.
    """
    total = figure(sum(counts))
    held: set[int] = set()
    for index in sorted(range(len(counts)), key=lambda index: counts[index]):
        if _is_safe(counts, held, total):
            break
        if counts[index] >= SMALLEST:
            held.add(index)
    if not _is_safe(counts, held, total):
        total = HELD
    figures = tuple(HELD if index in held else figure(count) for index, count in enumerate(counts))
    return Protected(figures, total)


def share(part: Figure, whole: Figure) -> str:
    """A part as a percentage, worked out from the two figures shown: it tells nothing that they don't."""
    if part.shown is None or not whole.shown:
        return UNKNOWN
    return f"{min(100, round(100 * part.shown / whole.shown))}%"


def _is_safe(counts: Sequence[int], held: set[int], total: Figure) -> bool:
    """Whether each small count can still be one of several numbers, for a reader who takes the rows from the total."""
    small = sum(count < SMALLEST for count in counts)
    if not small:
        return True
    seen = [figure(count) for index, count in enumerate(counts) if count >= SMALLEST and index not in held]
    left_low = total.low - sum(each.high for each in seen)
    left_high = total.high - sum(each.low for each in seen)
    low = 0 if held else max(0, left_low - _LARGEST_HIDDEN * (small - 1))
    high = min(_LARGEST_HIDDEN, left_high - SMALLEST * len(held))
    return high - low + 1 >= _FEWEST_VALUES
