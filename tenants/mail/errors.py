"""Why something about mails can't be done. Each message is a sentence that may be shown as it is."""


class MailError(Exception):
    """Refused; nothing was written."""


class NotAllowed(MailError):
    """Not for this person."""


class BadWords(MailError):
    """Words that can't be a mail's."""
