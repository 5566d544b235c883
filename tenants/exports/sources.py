"""The lists that can become files. A room registers its own in its AppConfig's `ready`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tenants.accounts.models import User
from tenants.exports.errors import ExportRefused

Row = Sequence[str]
_sources: "dict[str, Source]" = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One list. `may` asks for a role, which nobody has once their account is closed.

    `keys` gives what is in it for a query string, in order; `rows` gives some keys' rows of cells, one or more a key,
    as plain text: the file makes them safe. `keys` raises ExportRefused for a query that makes no sense.
    """

    name: str
    title: str
    header: tuple[str, ...]
    may: Callable[[User], bool]
    keys: Callable[[str], Sequence[Any]]
    rows: Callable[[Sequence[Any]], Iterable[Row]]


def register_source(source: Source) -> None:
    """Add a list; again with the same name replaces it."""
    _sources[source.name] = source


def source_of(name: str) -> Source:
    """The list of this name. Raises ExportRefused."""
    if name not in _sources:
        raise ExportRefused("There is no such list.")
    return _sources[name]
