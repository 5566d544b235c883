"""Why a page wasn't had."""


class NotReached(Exception):
    """No answer came. The message is a sentence for providers and officers; `offline` when it may be our own fault,
    `late` when the server took too long."""

    def __init__(self, message: str, *, offline: bool = False, late: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.offline = offline
        self.late = late
