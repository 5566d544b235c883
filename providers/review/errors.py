"""Why a decision or submission is refused. Each message is a sentence that may be shown as it is."""

from providers.listings.errors import ListingError, NotAllowed, Stale, WrongState

__all__ = ["ListingError", "NotAllowed", "Stale", "WrongState"]
