"""What a mail server reports about a mail that it could not deliver (RFC 3464). Pure; any bytes may come in."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Any, Final

LONGEST_WORDS: Final = 200
_ENVELOPE: Final = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To")
"""Where the address that the report came to may stand."""
_STATUS: Final = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_POLICY: Final = "7"
"""The class of statuses about what a server doesn't let in: nothing is wrong with the address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One mail's fate: where the report was sent to, the status, and what the server said."""

    sent_to: str
    status: str
    words: str

    @property
    def is_for_good(self) -> bool:
        """Whether the address takes no mails, as far as the server knows."""
        level, subject, _ = self.status.split(".")
        return level == "5" and subject != _POLICY


def read_report(content: bytes) -> Report | None:
    """The report in a message; None for any other message, and for a report of success."""
    try:
        message = message_from_bytes(content)
        found = _from_delivery_status(message) or _from_older_exim(message)
    except RecursionError:  # parts in parts in parts: nobody's report
        return None
    if found is None:
        return None
    status, words = found
    sent_to = " ".join(str(value) for name in _ENVELOPE for value in message.get_all(name, []))
    return Report(sent_to=sent_to, status=status, words=_readable(words)[:LONGEST_WORDS])


def _from_delivery_status(message: "Message[Any, Any]") -> tuple[str, str] | None:
    """Status and words of the first recipient whom the mail did not reach."""
    for part in message.walk():
        blocks = part.get_payload() if part.get_content_type() == "message/delivery-status" else None
        for block in blocks if isinstance(blocks, list) else ():
            fields = {name.lower(): str(value) for name, value in block.items()} if isinstance(block, Message) else {}
            status = _STATUS.search(fields.get("status", ""))
            if status and status[1] != "2":
                return status[0], f"{status[0]} {_without_type(fields.get('diagnostic-code', ''))}"
    return None


def _from_older_exim(message: "Message[Any, Any]") -> tuple[str, str] | None:
    """Exim before 4.86 writes plain text, and names whom it gave up on in a header of its own."""
    failed = message.get("X-Failed-Recipients")
    if failed is None:
        return None
    body = message.get_payload()
    status = _STATUS.search(body) if isinstance(body, str) else None
    return (status[0], status[0]) if status and status[1] != "2" else ("5.0.0", "The mail server gave the mail up.")


def _without_type(words: str) -> str:
    """`smtp; 550 no such user` without its first word."""
    return words.partition(";")[2] if ";" in words else words


def _readable(words: str) -> str:
    """On one line, without what PostgreSQL or a page can't show."""
    shown = words.encode(errors="replace").decode().replace("\x00", "")
    return " ".join(shown.split())
