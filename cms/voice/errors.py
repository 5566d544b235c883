"""Why something can't be done with a comment. Each message is a sentence that may be shown as it is."""


class VoiceError(Exception):
    """A refusal; `message` says why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(VoiceError):
    """The person is no officer."""


class WrongState(VoiceError):
    """The comment isn't where this can be done with it."""


class ToldBefore(VoiceError):
    """Somebody sent the same words lately."""


class ChangedMeanwhile(VoiceError):
    """Somebody else did something with the comment since this page was opened."""


class StillPersonal(VoiceError):
    """What is to be published still holds what looks like details of a person, and nobody said that it is none."""
