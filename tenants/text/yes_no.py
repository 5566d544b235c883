"""Yes and no."""

from typing import Final

from tenants.text.errors import BadText
from tenants.text.plain import folded

BAD_YES_NO: Final = "Enter yes or no"
_YES: Final = frozenset(
    {"yes", "y", "true", "t", "1", "1.0", "on", "yep", "yeah", "ticked", "checked"} | {"✓", "✔", "☑", "✅", "[x]"}
)
_NO: Final = frozenset(
    {"no", "n", "false", "f", "0", "0.0", "off", "nope", "unticked", "unchecked"}
    | {"✗", "✘", "☐", "❌", "✕", "✖", "[ ]"}
)
_END: Final = ".!\ufe0f"


def read_yes_no(text: str) -> bool:
    """Whether it says yes. Raises BadText for what is neither yes nor no."""
    word = folded(text).casefold().rstrip(_END)
    if word not in _YES | _NO:
        raise BadText(BAD_YES_NO)
    return word in _YES


def write_yes_no(value: bool) -> str:
    """`yes` or `no`."""
    return "yes" if value else "no"
