"""`localoffer migrate`: every schema up to date, and a bucket for files."""

from typing import Annotated

import typer
from botocore.exceptions import ClientError

from localoffer.commands.talk import plainly, say, stop
from localoffer.storage import ensure_bucket
from tenants.councils.services.migration import migrate_all, waiting_schemas
from tenants.files.errors import StoreUnavailable


def migrate(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 when a schema is behind.")] = False,
) -> None:
    """Bring the public schema, the template and every council up to date; quick when nothing is waiting.

    Makes the bucket for uploaded files too, where one is set and missing.
    """
    with plainly():
        if check:
            waiting = waiting_schemas()
            if waiting:
                raise stop(f"Behind: {', '.join(waiting)}. Run `localoffer migrate`.")
            say("Every schema is up to date.")
            return
        changed = migrate_all(progress=say)
    say(f"{len(changed)} schemas updated." if changed else "Every schema is up to date.")
    with plainly(ClientError, StoreUnavailable):
        if ensure_bucket():
            say("The bucket for uploaded files is made.")
