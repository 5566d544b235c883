"""A mark in a form that says when its page was opened: machines send at once, people don't."""

import secrets
from datetime import timedelta
from time import time
from typing import Final, NamedTuple

from tenants.councils.signing import BadSignature, dumps, loads

PURPOSE: Final = "feedback-form"
QUICKEST: Final = 2.0
"""Seconds in which nobody has read a form and written something."""
KEPT_OPEN: Final = timedelta(days=1)


class Opened(NamedTuple):
    """What a mark says: which opening of the page it was, and for how many seconds it has been open."""

    number: str
    seconds: float


def mark() -> str:
    """A mark for a page that is opened now, in the open council."""
    return dumps([secrets.token_hex(8), round(time() * 1000)], purpose=PURPOSE)


def read_mark(given: str) -> Opened | None:
    """What a mark says; None for one that is forged, another council's, or older than KEPT_OPEN."""
    try:
        number, at = loads(given, purpose=PURPOSE)
    except BadSignature:
        return None
    opened = Opened(number, time() - at / 1000)
    return opened if opened.seconds <= KEPT_OPEN.total_seconds() else None
