"""Which systems' exports are known by their headers, as data: one TOML file each."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from providers.imports.foreign.fields import PLACE_PARTS
from providers.imports.foreign.names import plain

_NUMBER: Final = re.compile(r"(?:\.|\[|/|__)([0-9]{1,3})(?:\]|(?=\.|/|__|$))")
_ENOUGH: Final = 1
_OF_A_PLACE: Final = frozenset({*PLACE_PARTS, "day", "opens", "closes", "frequency", "interval"})


@dataclass(frozen=True, slots=True)
class Profile:
    """One system: how its files are known, which field each of its columns is, and what its references begin with."""

    title: str
    prefix: str
    known_by: frozenset[str]
    any_of: frozenset[str]
    columns: Mapping[str, str] = field(default_factory=dict)
    schools: bool = False
    """Whether its rows are schools of the Department for Education's table."""

    def target_of(self, name: str) -> str | None:
        """The target of a column, "" to leave it out; None when the system doesn't have it."""
        path, numbers = path_of(name)
        target = self.columns.get(path)
        if target is None:
            return None
        of_place = path.startswith("service_at_locations.")
        return f"{target}#{numbers[0] + 1}" if of_place and target in _OF_A_PLACE and numbers[0] else target


def path_of(name: str) -> tuple[str, tuple[int, ...]]:
    """A flattened column's path with a star for each number in it, and the numbers: `phones[0].number`."""
    numbers = tuple(int(number) for number in _NUMBER.findall(name))
    path = _NUMBER.sub(".*", name).replace("/", ".").replace("__", ".")
    return (path.casefold().strip(), numbers) if numbers or "." in path else (plain(name), ())


@cache
def profiles() -> tuple[Profile, ...]:
    """All of them."""
    return tuple(_read(path) for path in sorted(Path(__file__).parent.glob("*.toml")))


@cache
def _all_columns() -> frozenset[str]:
    return frozenset(path for profile in profiles() for path in profile.columns)


def column_known(name: str) -> bool:
    """Whether any system has a column of that name."""
    return path_of(name)[0] in _all_columns()


def profile_for(header: Sequence[str]) -> Profile | None:
    """The system whose columns a file has: the one that knows most of them."""
    there = {path_of(name)[0] for name in header}
    known = [
        (len(there & profile.columns.keys()), profile)
        for profile in profiles()
        if profile.known_by <= there and len(profile.any_of & there) >= _ENOUGH
    ]
    return max(known, key=lambda each: each[0])[1] if known else None


def _read(path: Path) -> Profile:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    return Profile(
        title=said["title"],
        prefix=said.get("prefix", ""),
        known_by=frozenset(path_of(name)[0] for name in said["known_by"]),
        any_of=frozenset(path_of(name)[0] for name in said["any_of"]),
        columns={path_of(name)[0]: target for name, target in said["columns"].items()},
        schools=said.get("schools", False),
    )
