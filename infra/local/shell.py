"""`python -m infra.local shell`: Django's shell on the running demo's servers."""

import os
from typing import NoReturn

from infra.local import processes
from infra.local.demo import BINARIES
from infra.local.errors import LocalError
from infra.local.places import Places, find_places
from infra.local.supervisor import say

HINT = """A council's rows are in its own schema:
  from tenants.councils.scope import council_scope
  with council_scope("milton-keynes"): Service.objects.count()"""


def open_shell() -> NoReturn:
    """Become the shell; raise LocalError where no demo runs."""
    require_demo(find_places())
    say(HINT)
    command = str(BINARIES / "localoffer")
    os.execv(command, [command, "shell"])


def require_demo(places: Places) -> None:
    """Raise LocalError where no demo runs in these folders: its servers are where the shell reads."""
    web = processes.read_record(places.run, "web")
    if web is None or not web.is_alive():
        raise LocalError("The demo isn't running: start it with make demo, then open the shell in another terminal.")
