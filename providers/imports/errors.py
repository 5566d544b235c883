"""What can be wrong with an import: the whole file, or one cell of it."""

from tenants.confined.errors import Refused


class BadFile(Refused):
    """The file can't be read as a listing CSV at all; nothing was imported. The message says what to do."""


class BadCell(ValueError):
    """One cell can't be stored, or not all of it. `field` is its column, `value` what stands in for it: None to leave
    it out."""

    def __init__(self, field: str, reason: str, value: object = None) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
        self.value = value
