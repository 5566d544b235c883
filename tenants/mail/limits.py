"""How many mails people can have sent: in all, by one sender, to one recipient, from one council.

Counted in the cache, one after the other, so that of many at once no more go than of one by one.
"""

from dataclasses import dataclass
from typing import Final

from tenants.councils.rate_limits import within_limit, within_limit_of_network
from tenants.mail.errors import HOUR, TooManyMails

DAY: Final = 24 * HOUR
STAFF: Final = ""
"""The sender of what council staff have sent: they alone have no limit of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The most mails of a kind, in each `seconds`, that one sender causes, one recipient gets, and a council sends."""

    from_one: int
    to_one: int
    of_council: int
    seconds: int = HOUR


def count_mail(kind: str, limits: Limits, *, sender: str, to: str) -> None:
    """Count one more mail of a kind that somebody causes. Raises TooManyMails when it is one too many.

    `sender` is a person's key or a network address, STAFF for the council's own. What is refused counts too.
    """
    seconds = limits.seconds
    allowed = [
        sender == STAFF or within_limit_of_network(f"mail-from:{kind}", sender, most=limits.from_one, seconds=seconds),
        within_limit(f"mail-to:{kind}", to.strip().lower(), most=limits.to_one, seconds=seconds),
        within_limit(f"mail-of:{kind}", "council", most=limits.of_council, seconds=seconds),
    ]
    if not all(allowed):
        raise TooManyMails(seconds)
