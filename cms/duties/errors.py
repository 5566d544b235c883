"""Why something about a duty can't be so. Each message is a sentence that may be shown as it is."""


class DutyRefused(Exception):
    """A sign-off, an excuse or a change is refused. `field` is the box it is about, empty where it is about none."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


class NotAllowed(DutyRefused):
    """The person may not do this."""
