"""`RESULTS.md`: the last table of each measure, with the command, the day and the machine's shape that made it."""

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from infra.benchmarks.table import Table

RESULTS: Final = Path(__file__).parent / "RESULTS.md"
HEAD: Final = """\
# What `make bench` measured last

Times are medians and 95th percentiles of work that was done in turns in one run, so that only their ratios travel from
machine to machine. A run of some measures writes their tables anew and keeps the others.
"""
_SECTION: Final = re.compile(r"^(?=## )", re.MULTILINE)


def save(tables: Iterable[Table], names: Sequence[str], now: datetime, path: Path = RESULTS) -> None:
    """Write the tables of a run of some measures (none means all) in place of those of the same titles."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(merged(old, tables, stamp(names, now)), encoding="utf-8")


def merged(old: str, tables: Iterable[Table], made: str) -> str:
    """The old page with the sections of the tables in place of those of the same titles, or at the end."""
    sections = {section.split("\n", 1)[0]: section for section in _SECTION.split(old)[1:]}
    for table in tables:
        title, _, rest = table.as_markdown().partition("\n")
        sections[title] = f"{title}\n\n{made}\n{rest}\n"
    return "\n".join((HEAD, *(f"{section.rstrip()}\n" for section in sections.values())))


def stamp(names: Sequence[str], now: datetime) -> str:
    """What made a table: the command, the day, and the machine's shape (never its name)."""
    command = f"make bench ARGS='{' '.join(names)}'" if names else "make bench"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    machine = f"{os.cpu_count()} cores and {memory:.0f} GB of memory, Python {platform.python_version()}"
    return f"`{command}`, {now:%d %B %Y}, on {machine}."
