"""Makes people, organisations, listings and pages in the council whose schema is open."""

from tests.factories.listings import OrganisationFactory, ServiceFactory, full_data
from tests.factories.pages import PageFactory
from tests.factories.people import MembershipFactory, PersonFactory, code_for

__all__ = [
    "MembershipFactory",
    "OrganisationFactory",
    "PageFactory",
    "PersonFactory",
    "ServiceFactory",
    "code_for",
    "full_data",
]
