"""What the review desk's pages show of one submission, and of the council's listings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from providers.listings.essentials import Gap
from providers.listings.models import ListingState, Organisation, Service, ServiceFile, StoredFile
from providers.listings.permissions import Listing
from providers.review.comparison.diff import FieldChange, compare
from providers.review.comparison.moves import Move, moves_of
from providers.review.desk.readiness import barred, unready
from providers.review.missing import missing_of
from providers.review.models import ReviewTaskState
from providers.review.permissions import user_can_decide
from providers.review.risks import Risk, risks_of
from providers.review.selectors import history_of, status_of, statuses_of, submissions_with_listings
from providers.review.services.undo import UNDOABLE, can_undo
from providers.review.states import UNDO_WINDOW, ListingStatus
from providers.review.workflows import has_second_step
from tenants.accounts.models import User

Decision = ReviewTaskState.Decision
GIVEN_BACK: Final = (Decision.CHANGES_ASKED, Decision.REJECTED, Decision.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A submission as a reviewer sees it, and what keeps this one from deciding."""

    submission: ReviewTaskState
    listing: Listing
    proposed: Listing
    name: str
    fields: Sequence[FieldChange]
    risks: Sequence[Risk]
    """What to look at; nothing for what no longer waits."""
    missing: Sequence[Gap]
    """What it doesn't say and may be asked for."""
    moves: Sequence[Move]
    files: Sequence[ServiceFile]
    """The proposed photos and documents, to be looked at."""
    logos: tuple[StoredFile | None, StoredFile | None]
    """The logo of an organisation before and as proposed."""
    first_time: bool
    """Whether nothing of the listing was live before it."""
    barred: str
    """Why this person can't decide at all; empty when they can."""
    unready: str
    """Why nobody can approve it as it is; empty when it can be approved."""
    organisation_submission: ReviewTaskState | None
    """The organisation's own submission, to be decided on first."""
    passes_on: bool
    """Whether an approval hands it to the second reviewer."""
    undoable: bool
    """Whether this person can take its decision back now."""

    @property
    def waits(self) -> bool:
        """Whether it still waits for a decision."""
        return bool(self.submission.status == ReviewTaskState.STATUS_IN_PROGRESS)

    @property
    def is_service(self) -> bool:
        """Whether it is a service rather than an organisation."""
        return isinstance(self.listing, Service)

    @property
    def changed(self) -> list[FieldChange]:
        """The fields that would change."""
        return [field for field in self.fields if field.changed]


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a listing was sent the time before."""

    sent: datetime
    fields: Sequence[FieldChange]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One line of the index of listings."""

    listing: Listing
    status: ListingStatus
    notes: tuple[str, ...]
    """What its people or the council said without review."""
    shown: bool
    """Whether families can open its page."""

    @property
    def is_service(self) -> bool:
        """Whether it is a service rather than an organisation."""
        return isinstance(self.listing, Service)


def submission_with_listing(pk: int) -> tuple[ReviewTaskState, Listing] | None:
    """A submission of this council with its listing as it is live, or None."""
    return next(iter(submissions_with_listings([pk])), None)


def change_of(user: User, submission: ReviewTaskState, listing: Listing) -> Change:
    """A submission compared with what is live, or was when it was approved, and what `user` can do about it.

    A fixed number of queries for a listing of so many places.
    """
    waits = submission.status == ReviewTaskState.STATUS_IN_PROGRESS
    before, proposed = _live_before(submission, listing), submission.revision.as_object()
    pairs = [(submission, listing)]
    why_unready, organisation_submission = unready(pairs).get(submission.pk, ("", None))
    return Change(
        submission=submission,
        listing=listing,
        proposed=proposed,
        name=submission.revision.object_str,
        fields=compare(before, proposed),
        risks=risks_of(proposed, before) if waits else (),
        missing=missing_of(proposed, timezone.localdate()) if waits else (),
        moves=moves_of(before, proposed) if isinstance(proposed, Service) else (),
        files=_files(proposed),
        logos=(_logo(before), _logo(proposed)),
        first_time=before is None,
        barred=barred(user, pairs).get(submission.pk, "") if waits else "",
        unready=why_unready,
        organisation_submission=organisation_submission,
        passes_on=waits and not submission.second_step and has_second_step(submission),
        undoable=not waits and can_undo(submission, listing) and user_can_decide(user, submission, listing),
    )


def rounds_of(listing: Listing) -> list[ReviewTaskState]:
    """Every time a listing was sent, with what was asked in single fields, newest first."""
    rounds = history_of(listing)
    prefetch_related_objects(rounds, "field_requests")
    return rounds


def changed_since(change: Change, rounds: Sequence[ReviewTaskState]) -> Since | None:
    """What a submission changes of the one before it, of all rounds newest first; None where that didn't go back."""
    earlier = (each for each in rounds if each.pk < change.submission.pk and not each.second_step)
    before = next(earlier, None)
    if before is None or before.decision not in GIVEN_BACK:
        return None
    fields = compare(before.revision.as_object(), change.proposed)
    return Since(before.started_at, [field for field in fields if field.changed])


def just_decided(user: User) -> "QuerySet[ReviewTaskState]":
    """What this person decided in the last minutes and may still take back, the latest first."""
    decided: QuerySet[ReviewTaskState] = (
        ReviewTaskState.objects.filter(
            finished_by=user, finished_at__gt=timezone.now() - UNDO_WINDOW, decision__in=UNDOABLE, automatic=False
        )
        .exclude(status=ReviewTaskState.STATUS_IN_PROGRESS)
        .select_related("revision")
        .defer("revision__content")
        .order_by("-finished_at", "-pk")
    )
    return decided


def services_named(words: str) -> "QuerySet[Service]":
    """Services whose name or organisation holds the words, by name."""
    services = Service.objects.select_related("organisation", "state").order_by("name", "pk")
    return services.filter(Q(name__icontains=words) | Q(organisation__name__icontains=words)) if words else services


def organisations_named(words: str) -> "QuerySet[Organisation]":
    """Organisations whose name holds the words, by name."""
    organisations: QuerySet[Organisation] = Organisation.objects.order_by("name", "pk")
    return organisations.filter(name__icontains=words) if words else organisations


def index_entries(listings: Sequence[Listing]) -> list[IndexEntry]:
    """Listings of one model with where each stands, in a fixed number of queries."""
    statuses = statuses_of(listings)
    return [_index_entry(listing, statuses[listing.pk]) for listing in listings]


def index_entry(listing: Listing) -> IndexEntry:
    """Where one listing stands."""
    return _index_entry(listing, status_of(listing))


def _index_entry(listing: Listing, status: ListingStatus) -> IndexEntry:
    if isinstance(listing, Organisation):
        notes = tuple(
            word for word, said in {"Suspended": listing.suspended, "Trusted": listing.trusted}.items() if said
        )
        return IndexEntry(listing=listing, status=status, notes=notes, shown=False)
    shown = listing.live and listing.organisation.shown and listing.state.shown
    return IndexEntry(listing=listing, status=status, notes=_notes(listing.state), shown=shown)


def _notes(state: ListingState) -> tuple[str, ...]:
    words = {
        "Suspended": state.suspended,
        "Archived": state.archived,
        "Paused": state.paused,
        "Closed for now": state.temporarily_closed,
        "Out of date": state.stale,
    }
    return tuple(word for word, said in words.items() if said)


def _files(proposed: Any) -> list[ServiceFile]:
    if not isinstance(proposed, Service):
        return []
    rows: list[ServiceFile] = list(proposed.service_files.all())
    stored = StoredFile.objects.in_bulk([row.file_id for row in rows]) if rows else {}
    kept = [row for row in rows if row.file_id in stored]  # of an old version, files may be gone
    for row in kept:
        row.file = stored[row.file_id]
    return kept


def _logo(version: Listing | None) -> StoredFile | None:
    key = version.logo_id if isinstance(version, Organisation) else None
    return StoredFile.objects.filter(pk=key).first() if key else None


def _live_before(submission: ReviewTaskState, listing: Listing) -> Listing | None:
    """What families read when it was decided: for what was approved that is what it took the place of."""
    if submission.decision == ReviewTaskState.Decision.APPROVED:
        replaced: Listing | None = submission.replaced and submission.replaced.as_object()
        return replaced
    return listing if listing.live else None
