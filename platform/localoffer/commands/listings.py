"""`localoffer listings …`: import and export a council's listings."""

from pathlib import Path
from typing import Annotated

import typer

from localoffer.commands.talk import bar, plainly, say
from providers.imports.errors import BadFile
from providers.imports.foreign.words import plain_word
from providers.imports.school_tables.convert import schools_to_listings
from providers.imports.services.files import export_listings, import_listings
from providers.imports.services.understanding import Answers
from search.reading.services import read_documents
from tenants.councils.scope import council_scope

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Listings: import, export, from-schools.")
Slug = Annotated[str, typer.Argument(help="The council's slug.")]


@app.command("import")
def import_(  # noqa: PLR0917 (typer reads options from parameters)
    slug: Slug,
    file: Annotated[Path, typer.Argument(help="Anybody's table of listings: CSV, Excel workbook or JSON.")],
    publish: Annotated[bool, typer.Option("--publish", help="Put them live, or into the review; else drafts.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report and write nothing.")] = False,
    source: Annotated[str, typer.Option(help="What families read that new listings were brought in from.")] = "",
    column: Annotated[
        list[str] | None, typer.Option(help='What a column is, like "Consent=ignore" or "Title=name".')
    ] = None,
    word: Annotated[
        list[str] | None, typer.Option(help='What a word of a column means, like "Type: Fun=topic:leisure".')
    ] = None,
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook to read; else the likeliest.")] = "",
    header_row: Annotated[int, typer.Option(min=0, help="The row that names the columns; else it is found.")] = 0,
    profile: Annotated[
        Path | None, typer.Option(help="A file that remembers what columns and words mean; it is written too.")
    ] = None,
) -> None:
    """Bring a council's listings up to a file, with a report row by row; exit 1 when a row was rejected."""
    with plainly(BadFile), council_scope(slug):
        answers = Answers(columns=_pairs(column), words=_words(word), sheet=sheet, header_row=header_row)
        with bar("Importing", unit="listings") as advance:
            report = import_listings(
                path=file,
                publish=publish,
                dry_run=dry_run,
                progress=advance,
                source=source,
                answers=answers,
                profile=profile,
            )
        if not dry_run:
            with bar("Reading", unit="listings") as advance:
                read_documents(progress=advance)
        for line in report.lines():
            say(line)
    if report.rejected:
        raise typer.Exit(1)


def _pairs(options: list[str] | None) -> dict[str, str]:
    """`Consent=ignore` as a column and its field. Raises BadFile."""
    pairs = {}
    for option in options or ():
        name, sign, target = option.rpartition("=")
        if not sign or not name.strip():
            raise BadFile(f'“{option}” says nothing of a column. Write it like "Consent=ignore".')
        pairs[name.strip()] = target.strip()
    return pairs


def _words(options: list[str] | None) -> dict[str, dict[str, list[str]]]:
    """`Type: Fun=topic:leisure` as what a word of a column means. Raises BadFile."""
    words: dict[str, dict[str, list[str]]] = {}
    for said, meant in _pairs(options).items():
        name, sign, word = said.partition(":")
        if not sign:
            raise BadFile(f'“{said}” names no column. Write it like "Type: Fun=topic:leisure".')
        words.setdefault(name.strip(), {})[plain_word(word)] = meant.split()
    return words


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
