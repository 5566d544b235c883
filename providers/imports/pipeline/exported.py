"""Which version of a listing an export wrote, said in the cell `version`, and what was changed since by whom.

Of a file that was changed for days only what was changed in it counts. The listing may have gone on meanwhile: where
both changed the same field, what is there stays unless the file is to win.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final, Self

from providers.imports.incoming import IncomingListing
from providers.imports.listing_csv.columns import PLACE_COLUMNS
from providers.imports.pipeline.changes import Changes, changes_of
from providers.imports.pipeline.content import ListingContent, cells_of, place_cells_of
from providers.imports.report import Remark
from providers.listings.data import ServiceData
from providers.listings.merge import TOGETHER

PLACES: Final = "address"
"""The column that stands for all that is said of places."""
_OUTSIDE: Final = ("organisation", "organisation_kind", "waiting_time")
"""Columns that no version of a listing holds."""
_WRITTEN: Final = re.compile(r"v([0-9]{1,18})((?:-[0-9a-f]{8}){3})")
_UNLIKE_ANY: Final = "\0"


def version_of(revision: int | None, content: ListingContent) -> str:
    """The cell for a version and what is said beside it; empty for a listing that has no version."""
    return f"v{revision}-{'-'.join(_digests(cells_of(content)))}" if revision else ""


@dataclass(frozen=True, slots=True)
class Exported:
    """What the cell says: the version by its key, and what stood in the columns that no version holds, shortened."""

    revision: int
    digests: tuple[str, ...]

    @classmethod
    def read(cls, cell: str) -> Self | None:
        """What a cell says; None when no export wrote it."""
        found = _WRITTEN.fullmatch(cell)
        return cls(int(found[1]), tuple(found[2].split("-")[1:])) if found else None

    def content(self, version: ListingContent, now: ListingContent, incoming: IncomingListing) -> ListingContent:
        """What the export wrote: `version` with what stood in the other columns, as far as it can be told apart from
        what is there `now` and what the file says."""
        held = cells_of(now)
        then: dict[str, Any] = {}
        for column, digest in zip(_OUTSIDE, self.digests, strict=True):
            said = incoming.values[column].text if column in incoming.values else ""
            then[column] = next((text for text in (held[column], said) if _digest(text) == digest), _UNLIKE_ANY)
        return replace(version, **then)


@dataclass(frozen=True, slots=True)
class Merged:
    """What of a file's listing counts, and the columns that both sides changed, each to something else."""

    incoming: IncomingListing
    contested: tuple[str, ...] = ()
    follow_ups: tuple[Remark, ...] = ()
    """Cells that can't be read of places that don't count."""


def merged(
    incoming: IncomingListing, mine: Changes, then: ListingContent, now: ListingContent, *, file_wins: bool
) -> Merged:
    """Leave out of a file's listing what nobody changed in it, and unless it wins what both sides changed.

    `mine` is what it changes of what the export wrote `then`.
    """
    differs = _columns(changes_of(incoming, now))
    asked, theirs = _whole(_columns(mine) & differs), _whole(_differing(then, now))
    counted = asked if file_wins else asked - theirs
    counted |= {problem.field for problem in (*mine.problems, *mine.follow_ups)} - set(PLACE_COLUMNS)
    values = {column: given for column, given in incoming.values.items() if column in counted}
    places = incoming.places if PLACES in counted else ()
    unread = () if places else tuple(each for each in mine.follow_ups if each.field in PLACE_COLUMNS)
    contested = tuple(column for column in (*incoming.values, PLACES) if column in asked & theirs)
    return Merged(replace(incoming, values=values, places=places), contested, unread)


def _whole(columns: set[str]) -> set[str]:
    """These columns, and those that are one answer with one of them: nobody meant half of it and half of another."""
    return columns.union(*(names for names in TOGETHER[ServiceData] if columns.intersection(names)))


def _columns(changes: Changes) -> set[str]:
    return {*changes.values, *(() if changes.places is None else (PLACES,))}


def _differing(then: ListingContent, now: ListingContent) -> set[str]:
    before, after = cells_of(then), cells_of(now)
    moved = () if place_cells_of(then) == place_cells_of(now) else (PLACES,)
    return {*(column for column in after if before[column] != after[column]), *moved}


def _digests(cells: Mapping[str, str]) -> list[str]:
    return [_digest(cells[column]) for column in _OUTSIDE]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:8]
