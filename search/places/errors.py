"""What can be wrong with a place or a postcode file, in plain English."""


class PlaceProblem(ValueError):
    """A postcode or place that can't be found; `message` says so to a family."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadPostcodeFile(ValueError):
    """A file that can't be loaded; `message` says so to an operator."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class BadOutlineFile(ValueError):
    """A GeoJSON file that can't be loaded; `message` says so to an operator."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
