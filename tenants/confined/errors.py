"""Why a confined reader gives nothing."""


class Refused(ValueError):
    """The reader looked at the content and refuses it. The message says why and what to do, in plain words."""


class TooMuchWork(Exception):
    """The content needs more memory, time or room than its limits give, and its reader was ended."""


class ReaderFailed(Exception):
    """The reader stumbled over the content. Only the kind and the place of the fault are told, never the content."""


class Busy(Exception):
    """As many files as this machine reads at once are being read."""
