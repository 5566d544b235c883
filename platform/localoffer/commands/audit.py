"""`localoffer audit …`: whether a council's audit trail is as it was written."""

import typer

from localoffer.commands.talk import plainly, say
from tenants.audit.selectors import verify_chain
from tenants.audit.services import seal
from tenants.councils.errors import UnknownCouncil
from tenants.councils.scope import council_scope
from tenants.councils.selectors import find_council

app = typer.Typer(add_completion=False, no_args_is_help=True, help="The audit trail: verify.")


@app.callback()
def audit() -> None:
    """The audit trail."""


@app.command()
def verify(slug: str) -> None:
    """Read a council's whole trail; exit 1 where an entry was changed, moved, added or taken out."""
    with plainly(UnknownCouncil), council_scope(find_council(slug)):
        seal()
        verdict = verify_chain()
    if verdict.broken_at is not None:
        say(f"{slug}: the trail is broken at number {verdict.broken_at}; {verdict.read} entries before it are whole.")
        raise typer.Exit(1)
    say(f"{slug}: all {verdict.read} entries are as they were written.")
