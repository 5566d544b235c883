"""What can be wrong with a council, in sentences a person can act on."""


class UnknownCouncil(LookupError):
    """Work that belongs to a council was started without one, or for one that does not exist."""


class CouncilRefused(ValueError):
    """A council can't be made or changed as asked; the message says what to put right."""


class StillBehind(CouncilRefused):
    """Schemas couldn't be brought up to date for now, as others were at work in their tables."""

    def __init__(self, schemas: list[str]) -> None:
        super().__init__(f"In use, and so still behind: {', '.join(schemas)}. Run `localoffer migrate` again.")
