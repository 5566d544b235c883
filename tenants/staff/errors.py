"""Why somebody can't be invited, changed or removed. Each message is a sentence that may be shown as it is."""


class StaffError(Exception):
    """Refused; nothing was written."""


class NotAManager(StaffError):
    """Whoever asks doesn't manage the council's people, or no longer does."""


class InvitationClosed(StaffError):
    """The invitation was used, taken back, or is too old."""


class TooManyInvitations(StaffError):
    """The recipient or the council has had too many mails."""
