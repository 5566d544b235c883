"""What every reader of text raises."""


class BadText(ValueError):
    """The text can't be read; the message says in plain words what to write instead, with an example."""
