"""`python -m infra.local.clean`: remove what `make` installs and builds, and every tool's cache.

It runs on the system's Python, because `.venv` goes too. `.local` stays: the demo's database, mail and files.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from infra.local import processes
from infra.local.errors import LocalError
from infra.local.places import REPOSITORY
from infra.local.supervisor import say

MADE = (".venv", "node_modules", "platform/localoffer/static/vendor")
CACHES = (
    ".coverage",
    ".coverage.*",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "coverage.xml",
    "htmlcov",
)
CODE = ("cms", "infra", "platform", "providers", "search", "tenants", "tests")


def clean(repository: Path = REPOSITORY) -> list[str]:
    """Remove installed packages, built assets and caches; return what was removed, by its path in the checkout.

    Raises LocalError while a server of `.local` runs: PostgreSQL and Valkey run from `.venv`.
    """
    local = repository / ".local"
    running = [record.name for folder in (local / "run", local / "test" / "run") for record in _alive(folder)]
    if running:
        raise LocalError(f"Running from .venv: {', '.join(running)}. End the demo with Ctrl-C, and run make stop.")
    removed = [path for path in _leftovers(repository) if path.exists()]
    for path in removed:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return [str(path.relative_to(repository)) for path in removed]


def _alive(folder: Path) -> Iterator[processes.Record]:
    return (record for record in processes.list_records(folder) if record.is_alive())


def _leftovers(repository: Path) -> Iterator[Path]:
    yield from (repository / name for name in MADE)
    for pattern in CACHES:
        yield from repository.glob(pattern)
    for name in CODE:
        yield from (repository / name).rglob("__pycache__")


def main() -> int:
    """Run as a command; an error that a person can put right is one sentence and exit status 1."""
    try:
        removed = clean()
    except LocalError as error:
        print(error, file=sys.stderr)
        return 1
    say(f"Removed {len(removed)} files and folders: packages, built assets and caches")
    if (REPOSITORY / ".local").exists():
        say(".local stays, with the demo's database, mail and files: rm -r .local removes it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
