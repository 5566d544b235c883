"""The `localoffer` command. Words it does not know go to Django's own commands: `localoffer check`, `shell`, …"""

import sys
from importlib import import_module
from pathlib import Path
from typing import Final

import typer

from localoffer.environment import give_default, load_defaults

OURS: Final = {
    "audit": "localoffer.commands.audit",
    "council": "localoffer.commands.councils",
    "demo": "localoffer.commands.demo",
    "listings": "localoffer.commands.listings",
    "mail": "localoffer.commands.mail",
    "migrate": "localoffer.commands.migrate",
    "outlines": "localoffer.commands.outlines",
    "postcodes": "localoffer.commands.postcodes",
    "search": "localoffer.commands.search",
    "staff": "localoffer.commands.staff",
}
OWNING: Final = {"council", "demo", "migrate"}
"""What makes or drops schemas: with DATABASE_OWNER_URL, it works as the role that owns them."""
HELP: Final = """The Local Offer Platform.

  localoffer council create | list | starter-pages | suspend | resume | delete
  localoffer migrate
  localoffer postcodes load FILE
  localoffer outlines load FILE | derive
  localoffer listings import | export | from-schools
  localoffer search rebuild | check
  localoffer audit verify SLUG
  localoffer staff invite | list | remove SLUG
  localoffer mail bounces [MAILDIR]
  localoffer demo

Add --help to any of them. Django's own commands work too: check, shell, collectstatic, makemigrations, …
"""


def main() -> None:
    """Run one command; what a person can put right is one sentence and exit status 1."""
    load_defaults(Path(__file__).resolve().parent)
    subject = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if subject in {"--help", "-h", "help"} and len(sys.argv) <= 2:
        sys.stdout.write(HELP)
    elif subject in OURS:
        _run_ours(subject)
    else:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["localoffer", *sys.argv[1:]])


def _run_ours(subject: str) -> None:
    """Import the subject's commands once Django is ready for them; others' modules stay unread.

    A person at a terminal needs the command's own words: the log keeps to warnings unless LOG_LEVEL says otherwise.
    """
    give_default("LOG_LEVEL", "WARNING")
    import django
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    from localoffer.settings.database import with_limits

    try:
        limitless = {"lock_ms": 0, "statement_ms": 0, "idle_ms": 0}  # a person is waiting for it, and can end it
        settings.DATABASES["default"] = with_limits(settings.DATABASES["default"], **limitless)
        if subject in OWNING:
            settings.DATABASES["default"].update(settings.DATABASE_OWNER)
        django.setup()
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    module = import_module(OURS[subject])
    command = getattr(module, "app", None)
    if command is None:
        command = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        command.command()(getattr(module, subject))
    command.pretty_exceptions_enable = False
    command(args=sys.argv[2:], prog_name=f"localoffer {subject}")
