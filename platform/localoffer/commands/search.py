"""`localoffer search …`: the engine that follows the table."""

from typing import Annotated

import typer

from cms.pages.services import refresh_every_page
from localoffer.commands.talk import plainly, say
from providers.listings.services.search_rows import refresh_every_search_row
from search.index.locks import RebuildRunning
from search.index.services.drift import check_index
from search.index.services.rebuild import rebuild_index
from search.ports import EngineUnavailable
from search.reading.services import read_documents
from tenants.councils.models import Council
from tenants.councils.scope import council_scope
from tenants.councils.selectors import find_council

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Search: rebuild, check.")
Slugs = Annotated[list[str] | None, typer.Argument(help="Councils; all of them when none is named.")]


@app.command()
def rebuild(slugs: Slugs = None) -> None:
    """Make each council's search table and index anew from its listings and pages, while searches and writes go on."""
    with plainly(EngineUnavailable, RebuildRunning):
        for council in _councils(slugs):
            with council_scope(council):
                listings, pages, indexed = refresh_every_search_row(), refresh_every_page(), rebuild_index()
                read_documents()
            say(f"{council.slug}: {listings} listings and {pages} pages read anew, {indexed} rows indexed.")


@app.command()
def check(
    slugs: Slugs = None,
    repair: Annotated[bool, typer.Option("--repair", help="Mend what differs.")] = False,
) -> None:
    """Compare engine and table; exit 1 when they differ."""
    drifted = False
    with plainly(EngineUnavailable, RebuildRunning):
        for council in _councils(slugs):
            with council_scope(council):
                drift = check_index(repair=repair)
            say(f"{council.slug}: {drift}")
            drifted = drifted or bool(drift)
    if drifted:
        raise typer.Exit(1)


def _councils(slugs: list[str] | None) -> list[Council]:
    """Named councils, or all of them; raises UnknownCouncil before any work when a name is wrong."""
    return [find_council(slug) for slug in slugs] if slugs else list(Council.objects.real())
