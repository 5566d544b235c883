"""`localoffer listings …`: import and export a council's listings."""

from pathlib import Path
from typing import Annotated

import typer

from localoffer.commands.talk import bar, plainly, say
from providers.imports.errors import BadFile
from providers.imports.school_tables.convert import schools_to_listings
from providers.imports.services.files import export_listings, import_listings
from search.reading.services import read_documents
from tenants.councils.scope import council_scope

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Listings: import, export, from-schools.")
Slug = Annotated[str, typer.Argument(help="The council's slug.")]


@app.command("import")
def import_(
    slug: Slug,
    file: Annotated[Path, typer.Argument(help="A listing CSV.")],
    publish: Annotated[bool, typer.Option("--publish", help="Put them live, or into the review; else drafts.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report and write nothing.")] = False,
    source: Annotated[str, typer.Option(help="What families read that new listings were brought in from.")] = "",
) -> None:
    """Bring a council's listings up to a CSV file, with a report row by row; exit 1 when a row was rejected."""
    with plainly(BadFile), council_scope(slug):
        with bar("Importing", unit="listings") as advance:
            report = import_listings(path=file, publish=publish, dry_run=dry_run, progress=advance, source=source)
        if not dry_run:
            with bar("Reading", unit="listings") as advance:
                read_documents(progress=advance)
        for line in report.lines():
            say(line)
    if report.rejected:
        raise typer.Exit(1)


@app.command()
def export(slug: Slug, file: Annotated[Path, typer.Argument(help="The CSV file to write.")]) -> None:
    """Write every listing of a council to a CSV file with the columns that import reads."""
    with plainly(BadFile), council_scope(slug):
        count = export_listings(path=file)
    say(f"{count} listings written to {file}.")


@app.command("from-schools")
def from_schools(
    source: Annotated[Path, typer.Argument(help="The Department for Education's table of schools.")],
    target: Annotated[Path, typer.Argument(help="The listing CSV to write.")],
    council: Annotated[str, typer.Option(help="Only schools of this local authority.")] = "",
) -> None:
    """Turn a table of schools into a listing CSV."""
    with plainly(BadFile):
        result = schools_to_listings(source, target, council or None)
    say(str(result))
