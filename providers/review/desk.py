"""What the review desk's pages show: the queue with what it is filtered by, one change, and the council's listings."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from providers.listings.models import ListingState, Organisation, Service
from providers.listings.permissions import Listing
from providers.review.diff import FieldChange
from providers.review.models import ReviewTaskState
from providers.review.permissions import user_can_decide
from providers.review.selectors import Waiting, changes_of, current_submission, review_queue, status_of, statuses_of
from providers.review.states import ListingStatus
from search import vocabulary
from tenants.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueEntry:
    """One line of the queue, named as the submitted version names it."""

    waiting: Waiting
    name: str
    sectors: tuple[str, ...]
    days: int
    """Whole days since it was sent, by the calendar."""
    own: bool

    @property
    def is_service(self) -> bool:
        """Whether it is a service rather than an organisation."""
        return isinstance(self.waiting.listing, Service)

    @property
    def sector_words(self) -> str:
        """Its sectors' labels."""
        return ", ".join(vocabulary.SECTOR.get(code, code) for code in self.sectors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A submission as an officer sees it, and what keeps this officer from deciding."""

    submission: ReviewTaskState
    listing: Listing
    name: str
    fields: Sequence[FieldChange]
    barred: str
    """Why this officer can't decide at all; empty when they can."""
    unready: str
    """Why nobody can approve it as it is; empty when it can be approved."""
    organisation_submission: ReviewTaskState | None
    """The organisation's own submission, to be decided on first."""

    @property
    def waits(self) -> bool:
        """Whether it still waits for a decision."""
        return bool(self.submission.status == ReviewTaskState.STATUS_IN_PROGRESS)

    @property
    def is_service(self) -> bool:
        """Whether it is a service rather than an organisation."""
        return isinstance(self.listing, Service)

    @property
    def first_time(self) -> bool:
        """Whether nothing of the listing is live."""
        return not self.listing.live

    @property
    def changed(self) -> list[FieldChange]:
        """The fields that would change."""
        return [field for field in self.fields if field.changed]

    @property
    def unchanged(self) -> list[FieldChange]:
        """The fields that stay as they are."""
        return [field for field in self.fields if not field.changed]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One line of the index of listings."""

    listing: Listing
    status: ListingStatus
    notes: tuple[str, ...]
    """What its people or the council said without review."""
    shown: bool
    """Whether families can open its page."""


def queue_for(user: User, chosen: Mapping[str, str]) -> list[QueueEntry]:
    """What waits for an officer, oldest first, that fits the chosen `step`, `sector` and `kind`; a fixed number of
    queries."""
    waiting = review_queue(user)
    sectors = _submitted_sectors([each.submission.pk for each in waiting])
    today = timezone.localdate()
    entries = [
        QueueEntry(
            waiting=each,
            name=each.submission.revision.object_str,
            sectors=sectors[each.submission.pk],
            days=(today - timezone.localdate(each.submitted_at)).days,
            own=each.submission.submitted_by_id == user.pk,
        )
        for each in waiting
    ]
    return [entry for entry in entries if _fits(entry, chosen)]


def submission_with_listing(pk: int) -> tuple[ReviewTaskState, Listing] | None:
    """A submission of this council with its listing as it is live, or None."""
    submission = (
        ReviewTaskState.objects.select_related("workflow_state", "revision", "submitted_by", "finished_by")
        .filter(pk=pk)
        .first()
    )
    listing: Listing | None = submission and submission.workflow_state.content_object
    return (submission, listing) if submission and listing else None


def change_of(user: User, submission: ReviewTaskState, listing: Listing) -> Change:
    """A submission compared with what is live, and what keeps `user` from deciding on it."""
    unready, organisation_submission = _unready(submission, listing)
    return Change(
        submission=submission,
        listing=listing,
        name=submission.revision.object_str,
        fields=changes_of(submission),
        barred=_barred(user, submission, listing),
        unready=unready,
        organisation_submission=organisation_submission,
    )


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
        return IndexEntry(listing=listing, status=status, notes=(), shown=False)
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


def _submitted_sectors(keys: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The sectors of the submitted versions: the listing's own row holds those that are live."""
    contents = ReviewTaskState.objects.filter(pk__in=keys).values_list("pk", "revision__content__sectors")
    return {key: tuple(json.loads(content)) if content else () for key, content in contents}


def _fits(entry: QueueEntry, chosen: Mapping[str, str]) -> bool:
    step, sector, kind = (chosen.get(name, "") for name in ("step", "sector", "kind"))
    return (
        (not step or entry.waiting.first_time == (step == "first"))
        and (not sector or sector in entry.sectors)
        and (not kind or entry.waiting.organisation.kind == kind)
    )


def _barred(user: User, submission: ReviewTaskState, listing: Listing) -> str:
    if submission.status != ReviewTaskState.STATUS_IN_PROGRESS or user_can_decide(user, submission, listing):
        return ""
    return "You wrote or sent this change, so another officer must decide on it."


def _unready(submission: ReviewTaskState, listing: Listing) -> tuple[str, ReviewTaskState | None]:
    if submission.revision_id != listing.latest_revision_id:
        return "A newer version was saved after this one was sent. Ask the provider to send it again.", None
    if isinstance(listing, Service) and not listing.organisation.live:
        return "Its organisation isn't approved yet. Review the organisation first.", current_submission(
            listing.organisation
        )
    return "", None
