"""The `localoffer` command. Words it does not know go to Django's own commands: `localoffer check`, `shell`, …"""

import sys
from pathlib import Path

import typer

from localoffer.environment import load_defaults

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="The Local Offer Platform. Django's own commands work too: localoffer check, shell, collectstatic, …",
)


def main() -> None:
    """Run one command; what a person can put right is one sentence and exit status 1."""
    load_defaults(Path(__file__).resolve().parent)
    first = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    if first and first not in _ours():
        _run_django()
        return
    import django

    django.setup()
    app()


def _ours() -> frozenset[str]:
    return frozenset({"council", "migrate", "postcodes", "listings", "search", "demo"})


def _run_django() -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["localoffer", *sys.argv[1:]])
