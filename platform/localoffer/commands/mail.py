"""`localoffer mail …`: what a mail server hands to the platform."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Final

import typer
from django.db import OperationalError

from localoffer.commands.talk import plainly, say, stop
from tenants.mail.services.bounces import Outcome, take_report

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Mail: bounces.")
MOST_BYTES: Final = 1_000_000
"""So much of a message is read: a report stands at its start."""
TRY_LATER: Final = 75
"""EX_TEMPFAIL: the mail server keeps the message and hands it over again."""


@app.callback()
def mail() -> None:
    """Mail."""


@app.command()
def bounces(
    folder: Annotated[
        Path | None, typer.Argument(help="A Maildir; each new message is read and then marked as seen.")
    ] = None,
    sent_to: Annotated[str, typer.Option(help="The address that the message on standard input came to.")] = "",
) -> None:
    """Read what came back to the return addresses (MAIL_BOUNCES_TO): one message on standard input, or a Maildir."""
    try:
        if folder is None:
            say(take_report(sys.stdin.buffer.read(MOST_BYTES), sent_to=sent_to).value)
            return
        with plainly():
            outcomes = _read_folder(folder)
    except OperationalError as error:
        raise stop("The database can't be reached. Try again later.", TRY_LATER) from error
    for outcome in Outcome:
        say(f"{outcomes[outcome]} × {outcome.value}")


def _read_folder(folder: Path) -> "Counter[Outcome]":
    outcomes: Counter[Outcome] = Counter()
    for path in sorted((folder / "new").iterdir()):
        with path.open("rb") as file:
            outcomes[take_report(file.read(MOST_BYTES))] += 1
        path.rename(folder / "cur" / f"{path.name}:2,S")
    return outcomes
