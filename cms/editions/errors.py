"""Why there is no edition, and why somebody may not ask for one."""


class NotAllowed(Exception):
    """The person works on neither editions nor copies."""


class NotMade(Exception):
    """`message` is a sentence for the person who asked."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NoGlyph(NotMade):
    """A character that no font of ours has: nothing is printed with a hole in it."""

    def __init__(self, characters: str) -> None:
        super().__init__(
            f"We can’t print {characters}: our fonts have no such sign. Take it out, or use the page or plain text."
        )
