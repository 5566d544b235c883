"""Why a file isn't taken, or can't be had."""

from tenants.confined.errors import Refused


class BadUpload(Refused):
    """The file isn't taken; the message says why and what to do, in plain words."""


class StoreUnavailable(Exception):
    """The store of files doesn't answer for now; nothing is wrong with what it was asked for."""
