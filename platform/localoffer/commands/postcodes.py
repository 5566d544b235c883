"""`localoffer postcodes load`: where postcodes are."""

from pathlib import Path
from typing import Annotated

import typer

from localoffer.commands.talk import bar, plainly, say
from search.places.errors import BadPostcodeFile
from search.places.services.postcodes import load_file

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Postcodes: load.")


@app.callback()
def postcodes() -> None:
    """Postcodes: load."""


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help="Code-Point Open, ONSPD, or a CSV with postcode, lat and lon.")],
) -> None:
    """Load postcodes; loading the same file again changes nothing."""
    with plainly(BadPostcodeFile):
        with bar("Reading postcodes", unit="rows") as advance:
            report = load_file(path=file, progress=advance)
        say(f"{report.loaded} postcodes loaded." + (f" {report.bad} rows could not be read:" if report.bad else ""))
        for row in report.examples:
            say(f"  {row}")
