"""`localoffer` finds the running demo's servers by itself: `.local/env` gives what the environment does not."""

import os
from pathlib import Path

DEFAULT_SETTINGS = "localoffer.settings.local"


def load_defaults(start: Path) -> None:
    """Take variables that are not set from the nearest `.local/env` above `start`, then choose the local settings.

    Nothing is read where other settings were asked for: a production machine never gets a demo's database.
    """
    if os.environ.get("DJANGO_SETTINGS_MODULE", DEFAULT_SETTINGS) == DEFAULT_SETTINGS:
        for folder in (start, *start.parents):
            if (folder / ".local" / "env").is_file():
                _read(folder / ".local" / "env")
                break
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", DEFAULT_SETTINGS)


def give_default(name: str, value: str) -> None:
    """Set a variable that the environment gives neither itself nor in a file."""
    if f"{name}_FILE" not in os.environ:
        os.environ.setdefault(name, value)


def _read(path: Path) -> None:
    for line in path.read_text().splitlines():
        name, equals, value = line.partition("=")
        if equals and name.isidentifier():
            give_default(name, value)
