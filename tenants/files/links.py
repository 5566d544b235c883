"""Which links a document may have, and what is said of the others."""

from typing import Final
from urllib.parse import urlsplit

from tenants.files.errors import BadUpload

_SCHEMES: Final = frozenset({"", "http", "https", "mailto", "tel", "sms"})
_SHOWN: Final = 80


def refuse_odd_link(target: str) -> None:
    """Raise BadUpload for a link that opens a file, a program or a script and no page, mail or telephone."""
    plain = "".join(target.split())
    try:
        scheme = urlsplit(plain).scheme.lower()
    except ValueError:
        scheme = "unreadable"
    if scheme not in _SCHEMES or plain.startswith(("\\", "//")):
        raise BadUpload(
            f"The document has a link that opens something other than a web page: {shown(target)}. Take it out"
        )


def refuse_fetched(target: str) -> None:
    """Say that the document loads something from elsewhere. Raises BadUpload."""
    raise BadUpload(
        f"The document loads something from elsewhere: {shown(target)}. "
        "Put it into the document itself, or take it out, then choose it again"
    )


def shown(target: str) -> str:
    """A link as it is told in a message: one short line."""
    plain = " ".join("".join(each if each.isprintable() else " " for each in target).split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"
