"""Why a listing can't be changed now. Each message is a sentence that may be shown as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from providers.listings.data import OrganisationData, ServiceData
from providers.listings.merge import Clash

BEING_CHECKED: Final = "The council is checking this listing. Take it back first, then change it."


class ListingError(Exception):
    """The change is refused; nothing was written."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(ListingError):
    """The person may not do this."""


class WrongState(ListingError):
    """The listing isn't in a state that allows this: somebody was quicker, or it waits for review."""


class Stale(ListingError):
    """The version looked at is no longer the newest."""


@dataclass(frozen=True, slots=True)
class OtherChange:
    """What somebody else saved meanwhile."""

    revision_id: int
    data: ServiceData | OrganisationData
    by: str
    at: datetime


class EditConflict(ListingError):
    """Somebody else changed the same answers after the form was opened. `theirs` is the newest version, `clashes` are
    those answers; the caller still holds its own."""

    def __init__(self, theirs: OtherChange, clashes: Sequence[Clash]) -> None:
        super().__init__("Somebody else changed this while you were editing.")
        self.theirs = theirs
        self.clashes = clashes
