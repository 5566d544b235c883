"""Makes people, organisations and listings in the council whose schema is open."""

from tests.factories.listings import OrganisationFactory, ServiceFactory, full_data
from tests.factories.people import MembershipFactory, PersonFactory

__all__ = ["MembershipFactory", "OrganisationFactory", "PersonFactory", "ServiceFactory", "full_data"]
