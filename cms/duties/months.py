"""The months that were kept, each beside the one before it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from cms.duties.evidence import COUNTED, Standing
from cms.duties.register import Duty
from cms.duties.selectors import council_duties, snapshots


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A duty that stood otherwise the month before."""

    code: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """How many duties stood how, and what had changed."""

    month: date
    numbers: tuple[tuple[Standing, int], ...]
    changes: tuple[Change, ...]


def months() -> list[Month]:
    """Newest first; the oldest of them has nothing to be set against."""
    kept, known = snapshots(), council_duties()
    return [
        Month(
            month=each.month,
            numbers=_numbers(each.states),
            changes=_changes(before.states, each.states, known) if before else (),
        )
        for each, before in zip_longest(kept, kept[1:])
    ]


def _numbers(states: Mapping[str, str]) -> tuple[tuple[Standing, int], ...]:
    counted = Counter(states.values())
    return tuple((standing, counted[standing]) for standing in COUNTED)


def _changes(before: Mapping[str, str], after: Mapping[str, str], known: Mapping[str, Duty]) -> tuple[Change, ...]:
    return tuple(
        Change(code=code, title=known[code].title, before=Standing(before[code]).words, after=Standing(now).words)
        for code, now in after.items()
        if code in known and code in before and before[code] != now
    )
