"""A table of examples: texts, and what a reader makes of each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tenants.text.errors import BadText
from tenants.text.kinds import Kind

NOT_SHOWN = "Take out the character that can't be shown"


@dataclass(frozen=True)
class Table:
    """Texts by the value that they are read as, and by the message that refuses them."""

    kind: Kind
    taken: dict[Any, list[str]]
    refused: dict[str, list[str]]

    def rows(self) -> Iterator[tuple[str, Any, str]]:
        """Each text with its value and its message, of which it has one."""
        yield from ((text, value, "") for value, texts in self.taken.items() for text in texts)
        yield from ((text, None, message) for message, texts in self.refused.items() for text in texts)


def outcome_of(read: Callable[[str], Any], text: str) -> tuple[Any, str]:
    """The value of a text, or None and the message that refuses it."""
    try:
        return read(text), ""
    except BadText as problem:
        return None, str(problem)
