"""The listing: Organisation → Service → ServiceAtLocation → Schedule, with ListingState beside the revision."""

from providers.listings.models.children import (
    Contact,
    CostOption,
    HideAddress,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
    ServiceFile,
)
from providers.listings.models.files import StoredFile
from providers.listings.models.organisation import WRITERS, Membership, Organisation
from providers.listings.models.reviewed import ReviewedModel
from providers.listings.models.service import Service
from providers.listings.models.state import ListingState, PlaceWaitingTime, ServiceRedirect, StateNote
from providers.listings.models.suggestions import SuggestedTerm

__all__ = [
    "WRITERS",
    "Contact",
    "CostOption",
    "HideAddress",
    "ListingState",
    "Membership",
    "Organisation",
    "PlaceWaitingTime",
    "ReviewedModel",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "ServiceFile",
    "ServiceRedirect",
    "StateNote",
    "StoredFile",
    "SuggestedTerm",
]
