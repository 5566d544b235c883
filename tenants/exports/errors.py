"""Why a list doesn't become a file."""


class ExportRefused(Exception):
    """`message` is a sentence for the person who asked."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
