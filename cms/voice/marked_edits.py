"""How families see what an officer changed in a comment: in brackets, so that nobody's words are put in their mouth."""

from itertools import pairwise
from typing import Final

from providers.review.comparison.diff import Part, word_parts

LEFT_OUT: Final = "[…]"


def marked(before: str, after: str) -> str:
    """The words that both have; what was left out is “[…]”, what was added or put in its place in square brackets.

    Changes of spaces alone aren't marked.
    """
    parts = [*word_parts(before, after), None]
    made = [
        "" if _is_replaced(part, following) else _shown(part) for part, following in pairwise(parts) if part is not None
    ]
    return "".join(made).strip()


def _is_replaced(part: Part, following: Part | None) -> bool:
    return part.operation == "delete" and following is not None and following.operation == "insert"


def _shown(part: Part) -> str:
    words = part.text.strip()
    if part.operation == "equal" or not words:
        return part.text
    shown = LEFT_OUT if part.operation == "delete" else words if words[0] + words[-1] == "[]" else f"[{words}]"
    before, after = part.text[: len(part.text) - len(part.text.lstrip())], part.text[len(part.text.rstrip()) :]
    return f"{before}{shown}{after}"
