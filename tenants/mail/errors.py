"""Why something about mails can't be done. Each message is a sentence that may be shown as it is."""

HOUR = 3_600


class MailError(Exception):
    """Refused; nothing was written."""


class NotAllowed(MailError):
    """Not for this person."""


class TooManyMails(MailError):
    """Somebody had too many mails sent, or somebody got too many; `seconds` is how long to wait at most."""

    def __init__(self, seconds: int) -> None:
        when = "in an hour" if seconds <= HOUR else "tomorrow"
        super().__init__(f"Too many emails have been sent. Try again {when}.")
        self.seconds = seconds


class BadWords(MailError):
    """Words that can't be a mail's."""


class MailServerAway(OSError):
    """The mail server doesn't answer and is left alone for now."""
