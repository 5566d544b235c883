"""The rows of a file by listing: a first row, and further rows that each add a place."""

from collections.abc import Iterable
from dataclasses import dataclass

from providers.imports.errors import BadCell
from providers.imports.listing_csv.cells import read
from providers.imports.listing_csv.columns import EXTERNAL_ID
from providers.imports.listing_csv.rows import clean, is_further_place, says_a_place
from providers.imports.listing_csv.tables import Row
from providers.imports.report import Remark


@dataclass(frozen=True, slots=True)
class Group:
    """One listing's rows, its first row first."""

    key: str
    rows: list[Row]


def group_rows(rows: Iterable[Row]) -> tuple[list[Group], list[Remark]]:
    """The listings of a file, and the rows that belong to none, each with its reason.

    A listing one of whose rows has a wrong shape is left out whole: without that row it would lack a place.
    """
    groups: dict[str, Group] = {}
    rejected: list[Remark] = []
    broken: dict[str, int] = {}
    for row in rows:
        try:
            key = read(EXTERNAL_ID, clean(EXTERNAL_ID, row.cells.get(EXTERNAL_ID, ""))[0], {})
        except BadCell as problem:
            rejected.append(Remark(row.number, EXTERNAL_ID, problem.reason))
            continue
        if row.problem:
            rejected.append(Remark(row.number, row.field, row.problem))
            broken.setdefault(key, row.number)
        elif key not in groups:
            groups[key] = Group(key, [row])
        elif reason := _not_a_place(row, groups[key]):
            rejected.append(Remark(row.number, EXTERNAL_ID, reason))
        else:
            groups[key].rows.append(row)
    for key in broken.keys() & groups.keys():
        reason = f"Not imported because of row {broken[key]} of the same listing."
        rejected += [Remark(row.number, EXTERNAL_ID, reason) for row in groups.pop(key).rows]
    return list(groups.values()), rejected


def _not_a_place(row: Row, group: Group) -> str:
    """Why a row that repeats an `external_id` is not one more place of the listing, or ""."""
    if not is_further_place(row):
        return (
            f"Duplicate external_id: row {group.rows[0].number} has it. A further place fills its place columns only."
        )
    if not says_a_place(row):
        return f"It repeats row {group.rows[0].number} without naming a place."
    return ""
