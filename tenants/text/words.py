"""Words as they are kept: without signs that can't be shown, and never cut."""

import re
from typing import Final

from tenants.text.errors import BadText

UNSHOWABLE: Final = "Take out the character that can't be shown"
_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNSHOWABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def has_unshowable(text: str) -> bool:
    """Whether `text` holds a control character (a NUL byte, say) that no listing needs and the database refuses."""
    return bool(_UNSHOWABLE.search(text))


def without_unshowable(text: str) -> str:
    """`text` without such characters; each line ends by a line feed alone, also those that a page break or another
    separator of lines ended."""
    return _UNSHOWABLE.sub("", _LINE_ENDS.sub("\n", text))


def too_long(text: str, most: int) -> str:
    """The message for a text of more than `most` characters."""
    return f"{len(text):,} of {most:,} characters: shorten it by {len(text) - most:,}"


def read_line(text: str, most: int) -> str:
    """Words on one line, of `most` characters or fewer. Raises BadText."""
    return _checked(" ".join(text.split()) if not has_unshowable(text) else text, most)


def read_address(text: str, most: int) -> str:
    """A postal address on one line, of `most` characters or fewer: where it had lines of its own, commas. Raises
    BadText."""
    lines = (line.strip().rstrip(",").rstrip() for line in _LINE_ENDS.sub("\n", text).split("\n"))
    return read_line(", ".join(filter(None, lines)) if "\n" in _LINE_ENDS.sub("\n", text).strip() else text, most)


def read_paragraphs(text: str, most: int) -> str:
    """Words of one or more lines, each ended by a line feed alone; `most` characters or fewer. Raises BadText."""
    return _checked(text.replace("\r\n", "\n").replace("\r", "\n").strip(), most)


def _checked(text: str, most: int) -> str:
    if has_unshowable(text):
        raise BadText(UNSHOWABLE)
    if len(text) > most:
        raise BadText(too_long(text, most))
    return text
