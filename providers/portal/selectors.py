"""Reads that only the portal needs."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from providers.listings.data import ServiceData
from providers.listings.models import Service, StoredFile
from providers.listings.permissions import Listing
from providers.review.diff import FieldChange, compare
from providers.review.selectors import OwnListing, organisations_of, services_of
from tenants.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnOrganisation:
    """One of a person's organisations with its services."""

    own: OwnListing
    services: tuple[OwnListing, ...]


def own_organisations(user: User) -> list[OwnOrganisation]:
    """A person's organisations, each with its services, by name, in a fixed number of queries."""
    services = services_of(user)
    return [
        OwnOrganisation(
            own=own, services=tuple(each for each in services if each.listing.organisation_id == own.listing.pk)
        )
        for own in organisations_of(user)
    ]


def pending_changes(listing: Listing) -> list[FieldChange]:
    """What the newest draft changes against what is live, or all it holds before the first approval."""
    newest = listing.get_latest_revision_as_object()
    return [change for change in compare(listing if listing.live else None, newest) if change.changed]


def usable_files(service: Service, draft: ServiceData) -> dict[UUID, StoredFile]:
    """The files that a draft of the service may have, by uuid: its organisation's, and those it has already."""
    own = Q(organisation_id=service.organisation_id) | Q(pk__in=[file.file_id for file in draft.files])
    return {stored.uuid: stored for stored in StoredFile.objects.filter(own)}


def home_of(listing: Listing) -> str:
    """The address of the listing's own page in the portal."""
    return reverse(f"portal:{'service' if isinstance(listing, Service) else 'organisation'}", args=[listing.uuid])
