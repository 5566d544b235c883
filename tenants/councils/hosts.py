"""Which council answers on a host, kept for a moment in each process: every request asks."""

from copy import copy
from time import monotonic
from typing import Final, NamedTuple

from tenants.councils.models import Council
from tenants.councils.selectors import find_council_of_host

SECONDS_KEPT: Final = 1.0
"""So long after a council's row has changed a process may go on with the old one: a suspended council's pages end by
then. `delete_council` waits so long before it drops a suspended council's schema."""


class _Kept(NamedTuple):
    council: Council
    until: float


_kept: dict[str, _Kept] = {}
"""By host. Only hosts that are a council's are kept, so that invented ones fill no memory."""


def council_of_host(host: str) -> Council | None:
    """The council, live or suspended, that answers on a host name, as it was SECONDS_KEPT ago or later.

    Each request gets a copy of its own: what it does to the row stays with it.
    """
    kept = _kept.get(host)
    if kept is None or kept.until <= monotonic():
        council = find_council_of_host(host)
        if council is None:
            _kept.pop(host, None)
            return None
        kept = _kept[host] = _Kept(council, monotonic() + SECONDS_KEPT)
    return copy(kept.council)
