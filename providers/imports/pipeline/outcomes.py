"""What an incoming listing does to the one that is there, as it is planned and then written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from providers.imports.incoming import IncomingListing
from providers.imports.listing_csv.columns import COLUMNS, EXTERNAL_ID, PLACE_COLUMNS
from providers.imports.pipeline.changes import Changes
from providers.imports.pipeline.content import ListingContent, cells_of, place_cells_of
from providers.imports.report import Outcome, Remark
from providers.listings.models import HideAddress, Organisation, Service
from providers.review.publication import Need, Version
from tenants.accounts.models import User

SOME_LIST: Final = "a list that the council had"
"""What families read where nobody said what listings come from."""
_HIDDEN: Final[Mapping[str, str]] = {HideAddress.EXACT: "only the area shown", HideAddress.ALL: "no place shown"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Who imports listings, and what for.

    `author` writes for `organisation` and for nothing else: a provider. `publisher` is the officer who answers for what
    goes live; neither is the operator's command. With `publish` listings go live, or are sent to the review where the
    council's settings want approvals; else they are drafts. `source` is what families read that new ones were brought
    in from; a provider's own are written here.
    """

    publish: bool
    author: User | None = None
    publisher: User | None = None
    organisation: Organisation | None = None
    file_wins: bool = False
    """Whether a file that was exported before somebody changed a field takes the place of that."""
    source: str = SOME_LIST

    @property
    def of_council(self) -> bool:
        """Whether the council imports, and no provider."""
        return self.organisation is None

    @property
    def brought_in_from(self) -> str:
        """The source of new listings; empty for those that a provider writes."""
        return "" if self.organisation else self.source


@dataclass(frozen=True, slots=True)
class Before:
    """What a listing was before an import changed it."""

    revision: int | None = None
    live_revision: int | None = None
    live: bool = False
    organisation: int | None = None
    waiting_time: str = ""
    waiting_time_checked: date | None = None

    @classmethod
    def of(cls, service: Service) -> "Before":
        """How a service with its state stands now."""
        return cls(
            revision=service.latest_revision_id,
            live_revision=service.live_revision_id,
            live=service.live,
            organisation=service.organisation_id,
            waiting_time=service.state.waiting_time,
            waiting_time_checked=service.state.waiting_time_checked,
        )


@dataclass(slots=True, kw_only=True)
class Plan:
    """One listing that an import creates or changes: checked, and not written yet."""

    incoming: IncomingListing
    content: ListingContent
    organisation: Organisation
    """Not saved yet when the source names a new one."""
    draft: Service
    """What the listing will hold; made of its newest draft, and its next one when `revised`."""
    service: Service | None = None
    """Its row as it is; None for a new listing."""
    name_before: str = ""
    """What the row is called until the plan is written."""
    revised: bool = True
    version: Version = field(default_factory=Version)
    """The facts that decide what it needs to go live, where the import publishes."""
    need: Need = Need.NOTHING
    """What it needs; where that is anything, it is sent to the review."""

    known: str = ""
    """What families read on its page already."""

    @property
    def moves(self) -> bool:
        """Whether an existing listing goes to another organisation."""
        return self.service is not None and self.service.organisation_id != self.organisation.pk

    @property
    def waits_differently(self) -> bool:
        """Whether its waiting time changes."""
        return self.content.waiting_time != (self.service.state.waiting_time if self.service else "")


@dataclass(slots=True, kw_only=True)
class Result:
    """What became of one incoming listing, or would become of it."""

    incoming: IncomingListing
    outcome: Outcome
    problems: list[Remark] = field(default_factory=list)
    """Why it was rejected."""
    follow_ups: list[Remark] = field(default_factory=list)
    """Cells of a listing that was kept, which couldn't be read and were left out."""
    notes: list[Remark] = field(default_factory=list)
    before: Before | None = None
    plan: Plan | None = None
    changes: Changes | None = None
    now: ListingContent | None = None
    contested: tuple[str, ...] = ()
    """The columns that were changed in the file, and by somebody else since the file was exported."""

    @property
    def service(self) -> Service | None:
        """The listing as it was found or made."""
        return self.plan.draft if self.plan and self.plan.draft.pk else None


Delta = tuple[str, str, str]
"""A column, what it held and what it will hold."""


def deltas_of(result: Result) -> list[Delta]:
    """What changes, column by column, in the order of the listing CSV; places as one line each."""
    if result.plan is None or result.changes is None:
        return []
    held = cells_of(result.now) if result.now else {}
    will = cells_of(result.plan.content)
    found: list[Delta] = [
        (column, held.get(column, ""), will[column])
        for column in COLUMNS
        if column != EXTERNAL_ID and column in will and held.get(column, "") != will[column]
    ]
    if result.changes.places is not None:
        before, after = (_places(content) for content in (result.now, result.plan.content))
        found += [("address", before, after)] if before != after else []
    return found


def _places(content: ListingContent | None) -> str:
    rows: Sequence[dict[str, str]] = place_cells_of(content) if content else ()
    return "\n".join(filter(None, map(_place_line, rows)))


def _place_line(row: dict[str, str]) -> str:
    said = {**row, "hide_address": _HIDDEN.get(row["hide_address"], "")}
    return ", ".join(said[column] for column in PLACE_COLUMNS if said[column])
