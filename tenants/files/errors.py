"""Why a file isn't taken."""


class BadUpload(ValueError):
    """The file isn't taken; the message says why and what to do, in plain words."""
