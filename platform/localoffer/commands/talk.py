"""How commands talk: a table, a bar, one sentence when something is wrong."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError
from psycopg.errors import InsufficientPrivilege
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tenants.councils.errors import CouncilRefused, UnknownCouncil

OUT = Console(highlight=False, soft_wrap=True)
EXPECTED = (UnknownCouncil, CouncilRefused, ImproperlyConfigured, OSError)
OWNERS_WORK = "Run this where DATABASE_OWNER_URL is set, as `docker compose run --rm migrate localoffer …`."
ERROR = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """One line on standard output, exactly as given."""
    OUT.print(text, markup=False)


def say_columns(rows: Sequence[tuple[str, ...]]) -> None:
    """Rows of cells below each other, never cut to a terminal's width: scripts read them too."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def stop(text: str, code: int = 1) -> typer.Exit:
    """Say one sentence on standard error; raise what it gives to end with an exit status."""
    ERROR.print(text, markup=False)
    return typer.Exit(code)


@contextmanager
def plainly(*expected: type[Exception]) -> Iterator[None]:
    """Turn what a person can put right into one sentence and exit status 1; a fault of ours shows its trace.

    `expected` adds the errors of one subject to those that any command may meet.
    """
    try:
        yield
    except Exception as error:
        if isinstance(error, DatabaseError):
            hint = f" {OWNERS_WORK}" if isinstance(error.__cause__, InsufficientPrivilege) else ""
            raise stop(f"The database did not answer as it should: {_sentence(error)}{hint}") from error
        if isinstance(error, (*EXPECTED, *expected)):
            raise stop(_sentence(error)) from error
        raise


@contextmanager
def bar(label: str, unit: str) -> Iterator[Callable[..., None]]:
    """A progress bar on standard error, where that is a terminal; the block gets `advance(done, total=None)`."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(unit))
    shown = ERROR.is_terminal  # elsewhere it would leave empty lines
    with Progress(*columns, TimeElapsedColumn(), console=ERROR, transient=True, disable=not shown) as progress:
        task = progress.add_task(label, total=None)
        yield lambda done, total=None: progress.update(task, completed=done, total=total)


def _sentence(error: Exception) -> str:
    text = str(error.args[0]) if isinstance(error, LookupError) and error.args else str(error)
    return text.strip().splitlines()[0] if text.strip() else type(error).__name__
