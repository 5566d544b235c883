"""Why somebody can't sign in this way."""


class LinkClosed(Exception):
    """The link to sign in was used, is too old, is another council's, or a newer one was sent."""
