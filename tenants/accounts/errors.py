"""Why somebody can't sign in this way."""


class LinkClosed(Exception):
    """The link to sign in was used, is too old, is another council's, or a newer one was sent."""


class AddressTaken(Exception):
    """Somebody else has just come to sign in with this address."""
