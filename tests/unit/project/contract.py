"""`infra/docs/contracts.md` as a test reads it: its sections, tables and lists of codes."""

import re
from pathlib import Path
from typing import NamedTuple

CONTRACT = (Path(__file__).resolve().parents[3] / "infra" / "docs" / "contracts.md").read_text()
LATER = "*comes with a later issue*"


class Line(NamedTuple):
    """One row of a table: the codes of its first cell, and whether it is still to come."""

    codes: tuple[str, ...]
    later: bool


def section(title: str) -> str:
    """The text under a heading, up to the next one of any depth."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", CONTRACT, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"contracts.md has no section “{title}”.")
    return found[1]


def codes_in(text: str) -> tuple[str, ...]:
    """What stands in backticks, in order."""
    return tuple(re.findall(r"`([^`]+)`", text))


def table(title: str) -> list[Line]:
    """The rows of a section's table."""
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", section(title), re.MULTILINE)
    return [Line(codes_in(first), LATER in rest) for first, rest in rows]


def item(title: str, beginning: str) -> tuple[str, ...]:
    """The codes of a section's list item or paragraph that begins so, without those of the beginning itself."""
    found = re.search(rf"^(?:- )?{re.escape(beginning)}(.*?)(?=^- |^$|\Z)", section(title), re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"“{title}” has nothing that begins with “{beginning}”.")
    return codes_in(found[1])
