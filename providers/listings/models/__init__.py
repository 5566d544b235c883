"""The listing: Organisation → Service → ServiceAtLocation → Schedule, with ListingState beside the revision."""

from providers.listings.models.children import Contact, CostOption, Schedule, ServiceArea, ServiceAtLocation
from providers.listings.models.organisation import Membership, Organisation
from providers.listings.models.reviewed import ReviewedModel
from providers.listings.models.service import Service
from providers.listings.models.state import ListingState

__all__ = [
    "Contact",
    "CostOption",
    "ListingState",
    "Membership",
    "Organisation",
    "ReviewedModel",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
]
