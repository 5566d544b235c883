"""Where in the portal a field of a listing is changed."""

from collections.abc import Iterable

from django.urls import reverse

from providers.listings.data import ServiceData
from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.portal.pages import pages_for
from providers.portal.selectors import home_of
from providers.review.comparison.diff import FieldChange


def with_pages(listing: Listing, changes: Iterable[FieldChange]) -> list[tuple[FieldChange, str]]:
    """Each change with the address of the page that asks for its field; the listing's own page for what none asks."""
    if not isinstance(listing, Service):
        return [(change, home_of(listing)) for change in changes]
    pages = pages_for(listing.organisation, ServiceData.from_service(listing.get_latest_revision_as_object()))

    def page(field: str) -> str:
        if field == "files":
            return reverse("portal:files", args=[listing.uuid])
        slug = next((page.slug for page in pages if page.asks(field)), None)
        return reverse("portal:page", args=[listing.uuid, slug]) if slug else home_of(listing)

    return [(change, page(change.name)) for change in changes]
