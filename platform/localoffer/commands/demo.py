"""`localoffer demo`: example councils, people and listings."""

from typing import Annotated

import typer

from localoffer.commands.talk import plainly, say
from localoffer.demo.load import load_demo, sign_ins
from search.places.errors import BadPostcodeFile


def demo(
    shown: Annotated[
        bool | None,
        typer.Option("--sign-ins/--no-sign-ins", help="Print nothing but addresses and sign-ins, or all but them."),
    ] = None,
) -> None:
    """Set up the demo's three councils, if they aren't there yet, and print how to sign in."""
    with plainly(BadPostcodeFile):
        if not shown:
            load_demo(progress=say)
        if shown is not False:
            say(sign_ins())
