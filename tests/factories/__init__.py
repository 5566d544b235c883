"""Makes people, organisations, listings and pages in the council whose schema is open."""

from tests.factories.listings import OrganisationFactory, ServiceFactory, full_data, put_live
from tests.factories.pages import PageFactory
from tests.factories.people import (
    AUTHENTICATOR_SECRET,
    AuthenticatorFactory,
    MembershipFactory,
    PersonFactory,
    code_for,
)

__all__ = [
    "AUTHENTICATOR_SECRET",
    "AuthenticatorFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "PageFactory",
    "PersonFactory",
    "ServiceFactory",
    "code_for",
    "full_data",
    "put_live",
]
