"""A listing's content as an edit reads, changes and puts it together with others' changes."""

from typing import Any

from providers.listings.apply_data import apply_organisation, apply_service
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import Organisation
from providers.listings.permissions import Listing

Content = ServiceData | OrganisationData


def standing(listing: Listing) -> Any:
    """What the council changes, read afresh: what families see, else the newest draft."""
    read = type(listing).objects.get(pk=listing.pk)
    return read if read.live else read.get_latest_revision_as_object()


def data_of(listing: Any) -> Any:
    """A version's content as plain values."""
    kind = OrganisationData.from_organisation if isinstance(listing, Organisation) else ServiceData.from_service
    return kind(listing)


def with_data(version: Any, data: Content) -> Any:
    """Another copy of a version, with this content. Raises ValidationError by field."""
    copy = version.with_content_json(version.serializable_data())
    if isinstance(data, OrganisationData):
        apply_organisation(copy, data)
    else:
        apply_service(copy, data)
    return copy
