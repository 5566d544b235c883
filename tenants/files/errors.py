"""Why a file isn't taken."""

from tenants.confined.errors import Refused


class BadUpload(Refused):
    """The file isn't taken; the message says why and what to do, in plain words."""
