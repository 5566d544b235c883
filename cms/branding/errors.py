"""Why a council's details can't be changed so. Each message is a sentence that may be shown as it is."""


class NotAllowed(Exception):
    """The person doesn't manage the council."""


class NotReady(Exception):
    """The council can't go live, or can't be without something that it went live with. `fields` says what."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__("Some of what families need is missing.")
        self.fields = fields
