"""Two people's changes of one version put together, answer by answer.

An answer is a field, a question's answer, or fields that mean something only together. Rows (places, prices, contacts,
hours, files) are told apart by their uuid.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, Generic, Literal, TypeVar

from providers.listings.data import CostData, FileData, OrganisationData, PlaceData, ScheduleData, ServiceData

Side = Literal["mine", "theirs"]
Choose = Callable[[str], Side | None]
"""Which side an answer is kept of, by its path; None where nobody has chosen."""
Data = TypeVar("Data", ServiceData, OrganisationData)
Record = TypeVar("Record")

TOGETHER: Final[Mapping[type, Sequence[Sequence[str]]]] = {
    ServiceData: (("age_min", "age_max"),),
    PlaceData: (("address", "postcode", "pin"),),
    FileData: (("kind", "file_id"),),
}
"""Fields that are one answer, named like the first: half of one and half of the other is what nobody meant."""
ROWS: Final[Mapping[type, Sequence[str]]] = {
    ServiceData: ("places", "costs", "contacts", "files"),
    PlaceData: ("schedules",),
}
ONE_ANSWER: Final = (CostData, ScheduleData)
"""Rows that are one answer each: a price is what it is for and how much."""
_NEVER: Final = object()
_NOT_ANSWERS: Final = frozenset({"uuid", "external_id", "answers"})


@dataclass(frozen=True, slots=True)
class Clash:
    """An answer that both sides changed, each to something else.

    `path` is like `summary`, `answers.admissions`, `contacts.UUID.phone`, `files.order`. A row that a side took away is
    None; fields that are one answer are a tuple.
    """

    path: str
    mine: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Merged(Generic[Data]):
    """Both sides' changes in one; where answers clash and nobody chose, it has theirs."""

    data: Data
    clashes: tuple[Clash, ...]


def undecided(path: str) -> None:
    """The choice of somebody who hasn't been asked."""


def always_mine(path: str) -> Side:
    """The choice of whoever wants the first side's changes, whatever the other did."""
    return "mine"


def merge(base: Data | None, mine: Data, theirs: Data, choose: Choose = undecided) -> Merged[Data]:
    """What `mine` changed of `base`, put into `theirs`. Without a base every difference counts as changed by both."""
    work = _Merge(choose)
    data = work.record("", base, mine, theirs)
    return Merged(data, tuple(work.clashes))


class _Merge:
    def __init__(self, choose: Choose) -> None:
        self.choose = choose
        self.clashes: list[Clash] = []

    def record(self, path: str, base: Record | None, mine: Record, theirs: Record) -> Record:
        merged: dict[str, Any] = {}
        for names in _answers_of(type(mine)):
            values = (_values(each, names) for each in (base, mine, theirs))
            kept = self.answer(f"{path}{names[0]}", *values)
            merged |= dict(zip(names, kept, strict=True)) if len(names) > 1 else {names[0]: kept}
        for name in ROWS.get(type(mine), ()):
            old = getattr(base, name) if base is not None else ()
            merged[name] = self.rows(f"{path}{name}", old, getattr(mine, name), getattr(theirs, name))
        if isinstance(mine, ServiceData) and isinstance(theirs, ServiceData):
            answers = dict(base.answers) if isinstance(base, ServiceData) else None
            merged["answers"] = self.questions(answers, dict(mine.answers), dict(theirs.answers))
        return replace(theirs, **merged)  # type: ignore[type-var]

    def answer(self, path: str, base: Any, mine: Any, theirs: Any) -> Any:
        if mine in (theirs, base):
            return theirs
        if theirs == base:
            return mine
        choice = self.choose(path)
        if choice is None:
            self.clashes.append(Clash(path, mine, theirs))
        return mine if choice == "mine" else theirs

    def questions(
        self, base: Mapping[str, str] | None, mine: Mapping[str, str], theirs: Mapping[str, str]
    ) -> tuple[tuple[str, str], ...]:
        codes = dict.fromkeys([*theirs, *mine])
        olds = {code: base.get(code, "") if base is not None else _NEVER for code in codes}
        return tuple(
            (code, self.answer(f"answers.{code}", olds[code], mine.get(code, ""), theirs.get(code, "")))
            for code in codes
        )

    def rows(self, path: str, base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
        old, own, other = _by_uuid(base), _by_uuid(mine), _by_uuid(theirs)
        added = [row for uuid, row in other.items() if uuid not in old and uuid not in own]
        kept = {}
        for uuid in dict.fromkeys([*other, *own]):
            row = self.row(f"{path}.{uuid}", old.get(uuid), own.get(uuid), other.get(uuid), added)
            if row is not None:
                kept[uuid] = row
        return self.in_order(path, kept, old, own, other)

    def row(self, path: str, base: Any, mine: Any, theirs: Any, added: Sequence[Any]) -> Any:
        if mine is not None and theirs is not None and not isinstance(mine, ONE_ANSWER):
            return self.record(f"{path}.", base, mine, theirs)
        if base is None and (mine is None or theirs is None):
            return theirs or (None if mine in added else mine)  # the same row sent twice is one
        return self.answer(path, base if base is not None else _NEVER, mine, theirs)

    def in_order(self, path: str, kept: Mapping[Any, Any], *sides: Mapping[Any, Any]) -> tuple[Any, ...]:
        """The rows in the order of the side that changed it, with the other's new rows where it has them."""
        base, mine, theirs = map(list, sides)
        common = set(base) & set(mine) & set(theirs)
        orders = ([uuid for uuid in side if uuid in common] for side in (base, mine, theirs))
        wanted = self.answer(f"{path}.order", *orders)
        follows_mine = base == theirs or wanted != [uuid for uuid in theirs if uuid in common]
        first, second = (mine, theirs) if follows_mine else (theirs, mine)
        return tuple(kept[uuid] for uuid in _woven(first, second) if uuid in kept)


def _woven(first: Sequence[Any], second: Sequence[Any]) -> list[Any]:
    """The first list, with what only the second has after what stands before it there."""
    every = list(first)
    before = None
    for each in second:
        if each not in every:
            every.insert(every.index(before) + 1 if before is not None else 0, each)
        before = each
    return every


def _by_uuid(rows: Iterable[Any]) -> dict[Any, Any]:
    return {row.uuid: row for row in rows}


def _answers_of(kind: type) -> list[tuple[str, ...]]:
    """The names of a record's fields, those that are one answer together."""
    together = TOGETHER.get(kind, ())
    grouped = {name for names in together for name in names}
    rows = set(ROWS.get(kind, ())) | _NOT_ANSWERS
    alone = [(each.name,) for each in fields(kind) if each.name not in grouped | rows]
    return [*map(tuple, together), *alone]


def _values(record: Any, names: Sequence[str]) -> Any:
    if record is None:
        return _NEVER
    values = tuple(getattr(record, name) for name in names)
    return values if len(names) > 1 else values[0]
