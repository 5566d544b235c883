"""Why somebody can't be added, changed or taken away. Each message is a sentence that may be shown as it is."""

from providers.listings.errors import ListingError


class PeopleError(ListingError):
    """Refused; nothing was written."""


class InvitationClosed(PeopleError):
    """The invitation was used, taken back, or is too old."""


class TooManyInvitations(PeopleError):
    """The sender, the recipient or the council has had too many mails."""
