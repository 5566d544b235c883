"""Words as they are kept: without signs that can't be shown, and never cut."""

import re
from typing import Final

from tenants.text.errors import BadText

UNSHOWABLE: Final = "Take out the character that can't be shown"
_UNSHOWABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def has_unshowable(text: str) -> bool:
    """Whether `text` holds a control character (a NUL byte, say) that no listing needs and the database refuses."""
    return bool(_UNSHOWABLE.search(text))


def too_long(text: str, most: int) -> str:
    """The message for a text of more than `most` characters."""
    return f"{len(text):,} of {most:,} characters: shorten it by {len(text) - most:,}"


def read_line(text: str, most: int) -> str:
    """Words on one line, of `most` characters or fewer. Raises BadText."""
    return _checked(" ".join(text.split()) if not has_unshowable(text) else text, most)


def read_paragraphs(text: str, most: int) -> str:
    """Words of one or more lines, each ended by a line feed alone; `most` characters or fewer. Raises BadText."""
    return _checked(text.replace("\r\n", "\n").replace("\r", "\n").strip(), most)


def _checked(text: str, most: int) -> str:
    if has_unshowable(text):
        raise BadText(UNSHOWABLE)
    if len(text) > most:
        raise BadText(too_long(text, most))
    return text
