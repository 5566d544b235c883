"""Why a need or topic can't be changed so. Each message is a sentence to show."""


class TermRefused(Exception):
    """The change is refused; nothing was written."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
