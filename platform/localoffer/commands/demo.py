"""`localoffer demo`: example councils, people and listings."""

from typing import Annotated

import typer

from localoffer.commands.talk import plainly, say
from localoffer.demo.load import load_demo, sign_ins
from search.places.errors import BadPostcodeFile


def demo(
    only_sign_ins: Annotated[bool, typer.Option("--sign-ins", help="Only print addresses and sign-ins.")] = False,
) -> None:
    """Set up the demo's three councils, if they aren't there yet, and print how to sign in."""
    with plainly(BadPostcodeFile):
        if not only_sign_ins:
            load_demo(progress=say)
        say(sign_ins())
