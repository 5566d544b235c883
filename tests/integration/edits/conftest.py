"""The review's cast, and what an officer does with a listing of theirs."""

from dataclasses import replace
from typing import Any

import pytest

from providers.edits.models import CouncilEdit
from providers.edits.services.going_live import finish_edit
from providers.edits.services.working import save_edit
from providers.listings.data import ContactData, OrganisationData, ServiceData
from providers.listings.models import Organisation, Service
from tenants.accounts.models import User
from tests.factories import ServiceFactory
from tests.integration.review.conftest import COMPLETE, Cast, cast  # noqa: F401 (a fixture)

OLD, NEW, THEIRS = (ContactData(phone=f"01632 96000{digit}") for digit in range(1, 4))


@pytest.fixture
def live(cast: Cast) -> Service:  # noqa: F811
    """A live service of the cast's with a wrong number."""
    fields = {**COMPLETE, "contacts": (OLD,)}
    made: Service = ServiceFactory.create(organisation=cast.organisation, user=cast.owner, published=True, **fields)
    return made


def written(user: User, listing: Any, **changes: Any) -> CouncilEdit:
    """An officer's change of what families see, or of the draft, that isn't live yet."""
    listing.refresh_from_db()
    version = listing if listing.live else listing.get_latest_revision_as_object()
    kind: Any = OrganisationData.from_organisation if isinstance(listing, Organisation) else ServiceData.from_service
    return save_edit(user=user, listing=listing, data=replace(kind(version), **changes))


def renumbered(listing: Service, old: ContactData = OLD, new: ContactData = NEW) -> dict[str, Any]:
    """The same contact with another number."""
    (contact,) = ServiceData.from_service(listing).contacts
    return {"contacts": (replace(contact, phone=new.phone),)}


def finished(user: User, listing: Any, sides: Any = None) -> CouncilEdit:
    """The change goes on, by an officer who looked at the newest version."""
    listing.refresh_from_db()
    return finish_edit(user=user, listing=listing, reason="They rang.", seen=listing.latest_revision_id, sides=sides)


def phone_of(listing: Any) -> str:
    """The number of a version."""
    return ServiceData.from_service(listing).contacts[0].phone
