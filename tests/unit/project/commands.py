"""The commands that `localoffer` has: ours with their subcommands, and Django's."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module

from django.core.management import get_commands
from typer.main import get_command

from localoffer.cli import OURS


def is_command(subject: str, subcommand: str = "") -> bool:
    """Whether `localoffer subject [subcommand]` can be run; after one without subcommands comes an argument."""
    if subject not in OURS:
        return subject in get_commands()
    own = subcommands(subject)
    return not subcommand or not own or subcommand in own


def our_commands() -> Iterator[str]:
    """Every command of ours as it is typed after `localoffer`."""
    for subject in OURS:
        yield from (f"{subject} {name}" for name in subcommands(subject)) if subcommands(subject) else (subject,)


@lru_cache
def subcommands(subject: str) -> tuple[str, ...]:
    """The subcommands of a subject; none of one that is a command itself."""
    app = getattr(import_module(OURS[subject]), "app", None)
    return tuple(get_command(app).commands) if app else ()
