"""What comes of an edit when it goes live: for families, and for the draft that its people have not got live yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Revision

from providers.edits.content import data_of, standing, with_data
from providers.edits.models import CouncilEdit
from providers.listings.merge import Clash, Side, merge
from providers.review.comparison.diff import FieldChange, compare


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDraft:
    """The newest version of the listing where that isn't what families see, with the council's change in it."""

    revision: Revision
    version: Any
    data: Any
    """What it says now."""
    merged: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`before` is what the council changes as it is now, `after` what becomes of it."""

    base: Any
    mine: Any
    before: Any
    now: Any
    after: Any
    clashes: tuple[Clash, ...]
    """Answers that somebody else got live after the officer had begun, and nobody has chosen yet."""
    draft: OwnDraft | None
    draft_clashes: tuple[Clash, ...]
    """The same of its people's draft."""

    def version(self) -> Any:
        """The listing as it would be. Raises ValidationError by field."""
        return with_data(self.before, self.after)

    def changes(self) -> list[FieldChange]:
        """What would change. Raises ValidationError by field."""
        return [change for change in compare(self.before, self.version()) if change.changed]


def plan_of(edit: CouncilEdit, sides: Mapping[str, Side]) -> Plan:
    """What an edit comes to now, with the choices made so far by the answers' paths."""
    listing, before = edit.listing, standing(edit.listing)
    base, mine = (data_of(listing.with_content_json(content)) for content in (edit.base, edit.content))
    now = data_of(before)
    merged = merge(base, mine, now, sides.get)
    newest = listing.latest_revision
    version = newest.as_object() if listing.live and listing.has_unpublished_changes and newest else None
    theirs = data_of(version) if version else None
    kept = merge(now, merged.data, theirs, sides.get) if theirs else None
    return Plan(
        base=base,
        mine=mine,
        before=before,
        now=now,
        after=merged.data,
        clashes=merged.clashes,
        draft=OwnDraft(revision=newest, version=version, data=theirs, merged=kept.data) if theirs and kept else None,
        draft_clashes=kept.clashes if kept else (),
    )
