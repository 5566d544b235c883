"""`localoffer outlines …`: what maps draw around each council's area."""

from pathlib import Path
from typing import Annotated

import typer

from localoffer.commands.talk import plainly, say
from search.places.errors import BadOutlineFile
from search.places.services.outlines import ONS, derive_outlines, load_outlines
from tenants.councils.models import Council

app = typer.Typer(add_completion=False, no_args_is_help=True, help="Councils' outlines on maps: load, derive.")


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help="GeoJSON of councils, districts or wards with their GSS codes (WGS84).")],
    source: Annotated[str, typer.Option(help="The line of source and licence that maps show.")] = ONS,
) -> None:
    """Load areas' borders; loading the same file again changes nothing."""
    with plainly(BadOutlineFile):
        say(f"{load_outlines(path=file, source=source)} areas loaded. Maps draw them from the next visit on.")


@app.command()
def derive() -> None:
    """Work every council's outline out anew from the boundaries or else the postcodes that are loaded."""
    with plainly():
        say(f"{derive_outlines(Council.objects.real())} councils have an outline.")
