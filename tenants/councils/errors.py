"""What can be wrong with a council, in sentences a person can act on."""


class UnknownCouncil(LookupError):
    """Work that belongs to a council was started without one, or for one that does not exist."""


class CouncilRefused(ValueError):
    """A council can't be made or changed as asked; the message says what to put right."""
