"""A shared list as a signed value: it is the council's own, unaltered, and says of which day it is."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from typing import Final
from uuid import UUID

from search.saved import BadSaved
from tenants.councils import signing

PURPOSE: Final = "shortlist"
UNREADABLE: Final = "This link is not complete, or it is from another council. Ask for it again."
_BYTES: Final = 16


def sign_list(ids: tuple[str, ...], made_on: date) -> str:
    """The list as one short value for an address. Raises UnknownCouncil outside a council."""
    packed = urlsafe_b64encode(b"".join(UUID(each).bytes for each in ids)).decode()
    return signing.dumps([made_on.isoformat(), packed], purpose=PURPOSE)


def read_list(token: str) -> tuple[tuple[str, ...], date]:
    """The ids and the day of a list that `sign_list` made for the open council; BadSaved for anything else."""
    try:
        day, packed = signing.loads(token, purpose=PURPOSE)
    except signing.BadSignature:
        raise BadSaved(UNREADABLE) from None
    together = urlsafe_b64decode(packed)
    ids = (together[start : start + _BYTES] for start in range(0, len(together), _BYTES))
    return tuple(str(UUID(bytes=each)) for each in ids), date.fromisoformat(day)
