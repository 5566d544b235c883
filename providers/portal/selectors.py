"""Reads that only the portal needs."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from providers.listings.completeness import completeness_of_content
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import Organisation, Service, StoredFile, SuggestedTerm
from providers.listings.models.files import LOGO_TYPE
from providers.listings.permissions import Listing
from providers.listings.projection import key_of
from providers.portal.next_steps import NextStep, next_step
from providers.review.comparison.diff import FieldChange, compare
from providers.review.field_requests import Requests, requests_of
from providers.review.models import ReviewTaskState
from providers.review.selectors import OwnListing, history_of, organisations_of, services_of
from providers.review.services.undo import can_undo
from providers.review.states import UNDO_WINDOW
from search.analytics.periods import WEEK, Period, monday_of
from search.analytics.selectors import WeekOfService, weekly_counts
from search.index.selectors.texts import Filed
from search.places.selectors import point_of
from search.reading.own_words import label_of, unfiled_in
from search.taxonomy.selectors import needs_answered
from tenants.accounts.models import User

WEEKS_SHOWN: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnService:
    """One of a person's services: where it stands, what the council asks of it, how complete its newest version is, and
    what to do next."""

    own: OwnListing
    asked: Requests
    percent: int
    next_step: NextStep


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOrganisation:
    """One of a person's organisations with its services."""

    own: OwnListing
    services: tuple[OwnService, ...]


@dataclass(frozen=True, slots=True)
class FoundWeek:
    """One week of how often families found and opened a service; `bar` is its share of the best week, 0 to 100."""

    week: WeekOfService
    bar: int


def own_words(listing: Listing) -> list[str]:
    """The needs, topics and ages that a service's newest version speaks of and isn't filed under, in words."""
    if not isinstance(listing, Service):
        return []
    data = ServiceData.from_service(listing.get_latest_revision_as_object())
    codes = (*(f"need:{code}" for code in needs_answered(data.needs)), *(f"topic:{code}" for code in data.topics))
    filed = Filed(key_of(listing), frozenset(codes), (data.age_min, data.age_max) != (None, None))
    labels = map(label_of, unfiled_in(f"{data.name}. {data.summary}. {data.description}", filed))
    return [label for label in labels if label]


def undoable_until(listing: Listing) -> datetime | None:
    """Until when the council may take its newest decision on a listing back; None when there is none, or its people
    have gone on from it. What its rules approved isn't mailed, and a first approval of two isn't the provider's."""
    newest = next(iter(history_of(listing)), None)
    if newest is None or newest.automatic or newest.decision == ReviewTaskState.Decision.PASSED_ON:
        return None
    return newest.finished_at + UNDO_WINDOW if can_undo(newest, listing) else None


def own_organisations(user: User) -> list[OwnOrganisation]:
    """A person's organisations, each with its services, by name, those put away last, in a fixed number of queries."""
    today = timezone.localdate()
    mine = services_of(user)
    asked = requests_of([own.listing for own in mine])
    services = [_own_service(own, asked[own.listing.pk], today) for own in mine]
    services.sort(key=lambda each: each.own.listing.state.archived)
    return [
        OwnOrganisation(
            own=own, services=tuple(each for each in services if each.own.listing.organisation_id == own.listing.pk)
        )
        for own in organisations_of(user)
    ]


def _own_service(own: OwnListing, asked: Requests, today: date) -> OwnService:
    service = own.listing
    newest = service.latest_revision
    percent = completeness_of_content(newest.content).percent if newest else 0
    step = next_step(service, own.status, own.can_edit, today, changed=asked.answered)
    return OwnService(own=own, asked=asked, percent=percent, next_step=step)


def found_by_week(service: Service) -> list[FoundWeek]:
    """The last weeks of a service, this one first, with rounded figures."""
    last = monday_of(timezone.localdate())
    weeks = weekly_counts(service.uuid, Period(last - WEEK * (WEEKS_SHOWN - 1), last))
    best = max([week.found.shown or 0 for week in weeks], default=0)
    return [FoundWeek(week, 100 * (week.found.shown or 0) // best if best else 0) for week in reversed(weeks)]


def pending_changes(listing: Listing) -> list[FieldChange]:
    """What the newest draft changes against what is live, or all it holds before the first approval."""
    newest = listing.get_latest_revision_as_object()
    return [change for change in compare(listing if listing.live else None, newest) if change.changed]


def newest_logo(listing: Listing) -> StoredFile | None:
    """The logo that an organisation's newest draft has."""
    newest = listing.get_latest_revision_as_object()
    key = newest.logo_id if isinstance(newest, Organisation) else None
    return StoredFile.objects.filter(pk=key).first() if key else None


def data_of(listing: Listing) -> Any:
    """The content of a live listing or of a draft: a service's data or an organisation's."""
    if isinstance(listing, Service):
        return ServiceData.from_service(listing)
    return OrganisationData.from_organisation(listing)


def savers_between(listing: Listing, first: int, last: int) -> list[User | None]:
    """Who saved the versions between two revisions, each once; None is the council's own work."""
    between = listing.revisions.filter(pk__gt=first, pk__lt=last).order_by("pk").select_related("user")
    return list(dict.fromkeys(revision.user for revision in between))


def usable_files(service: Service, draft: ServiceData) -> dict[UUID, StoredFile]:
    """The files that a draft of the service may have, by uuid: its organisation's, and those it has already."""
    own = Q(organisation_id=service.organisation_id) | Q(pk__in=[file.file_id for file in draft.files])
    return {stored.uuid: stored for stored in StoredFile.objects.filter(own).exclude(content_type=LOGO_TYPE)}


def usable_logos(organisation: Organisation, draft: OrganisationData) -> dict[int, StoredFile]:
    """The logos that a draft of the organisation may have, by key: those it uploaded, and the one it has already."""
    own = Q(organisation=organisation) | Q(pk=draft.logo_id)
    return {stored.pk: stored for stored in StoredFile.objects.filter(own, content_type=LOGO_TYPE)}


def suggestions_of(service: Service) -> list[SuggestedTerm]:
    """What the service's organisation suggested for the lists of needs and topics, newest first."""
    return list(SuggestedTerm.objects.filter(organisation_id=service.organisation_id).order_by("-created_at", "-pk"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PinSetup:
    """What the map to put a pin on starts from: the middle of the postcode, and the council's outline."""

    latitude: float | None
    longitude: float | None
    outline: str
    tiles: str
    attribution: str


def pin_setup(postcode: str) -> PinSetup:
    """The map for a place with this postcode, which may be empty or nowhere known."""
    middle = point_of(postcode) if postcode else None
    return PinSetup(
        latitude=middle.latitude if middle else None,
        longitude=middle.longitude if middle else None,
        outline=reverse("search-outline"),
        tiles=settings.MAP_TILE_URL,
        attribution=settings.MAP_ATTRIBUTION,
    )


def home_of(listing: Listing) -> str:
    """The address of the listing's own page in the portal."""
    return reverse(f"portal:{'service' if isinstance(listing, Service) else 'organisation'}", args=[listing.uuid])
