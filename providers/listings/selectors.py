"""Reads of listings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from providers.listings.file_readers import user_can_read_file
from providers.listings.models import (
    Membership,
    Organisation,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceFile,
    StoredFile,
)
from providers.listings.models.service import ServiceQuerySet
from providers.listings.permissions import Listing, Person
from search.taxonomy.models import Vocabulary
from search.taxonomy.replacement import TERM_FIELDS


@dataclass(frozen=True, slots=True)
class ReadableFile:
    """A file that somebody may open. `public` when families may, who see it on a service's page."""

    stored: StoredFile
    public: bool


def with_everything(services: ServiceQuerySet) -> ServiceQuerySet:
    """Services with all that their page or search document shows, in a fixed number of queries."""
    related = services.select_related("organisation__logo", "state", "state__last_assured_by")
    return related.prefetch_related(*_content(), "state__place_waiting_times")


def read_content(services: Sequence[Service]) -> None:
    """Read what is reviewed of services that are at hand, in a fixed number of queries."""
    prefetch_related_objects(services, *_content())


def _content() -> tuple[Any, ...]:
    """Lookups to prefetch: strings, and `Prefetch`, which has no type arguments when it runs."""
    places = ServiceAtLocation.objects.prefetch_related(Prefetch("schedules", queryset=Schedule.objects.all()))
    return (
        Prefetch("service_at_locations", queryset=places),
        "cost_options",
        "contacts",
        "service_areas",
        "service_files__file",
        "topics",
        "needs",
    )


def shown_services() -> ServiceQuerySet:
    """What families may see: approved services of approved organisations that aren't put away, with everything."""
    return with_everything(Service.objects.shown())


def families_see(listing: Listing) -> bool:
    """Whether families may see a service, or the services of an organisation, as the database has it now."""
    if isinstance(listing, Service):
        return bool(Service.objects.shown().filter(pk=listing.pk).exists())
    return bool(Organisation.objects.filter(pk=listing.pk, live=True, suspended=False).exists())


def writes_for(*, person: int, organisation: int) -> bool:
    """Whether a person writes for an organisation, both by primary key."""
    return Membership.objects.writers().filter(user=person, organisation=organisation).exists()


def readable_file(user: Person, uuid: UUID) -> ReadableFile | None:
    """A file for whoever may open it: everybody when a service that families see has it, or it is the logo of an
    organisation that they see; else its organisation's people, officers, and a reviewer whom it waits for. None for
    others, and for a file that isn't there."""
    stored = StoredFile.objects.select_related("organisation").filter(uuid=uuid).first()
    if stored is None:
        return None
    if _families_see(stored):
        return ReadableFile(stored, public=True)
    return ReadableFile(stored, public=False) if user_can_read_file(user, stored) else None


def _families_see(stored: StoredFile) -> bool:
    if stored.is_logo:
        return bool(Organisation.objects.filter(logo=stored, live=True, suspended=False).exists())
    return ServiceFile.objects.filter(file=stored, service__in=Service.objects.shown()).exists()


def live_services_by_term(vocabulary: str) -> dict[int, int]:
    """How many live services carry each term."""
    field = TERM_FIELDS[Vocabulary(vocabulary)]
    counted = Service.objects.filter(live=True).values(field).annotate(number=Count("pk")).order_by()
    return {row[field]: row["number"] for row in counted if row[field] is not None}


def drafts_by_term(vocabulary: str) -> dict[int, int]:
    """How many versions that aren't live carry each term."""
    path = f"latest_revision__content__{TERM_FIELDS[Vocabulary(vocabulary)]}"
    drafts = Service.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
    return Counter(key for keys in drafts.values_list(path, flat=True) for key in keys or ())
