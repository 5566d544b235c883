"""How often somebody may ask: counted in the cache per council, for an address of the network or any other key."""

from hashlib import sha256
from time import time

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from tenants.councils.counting import count_up


def within_limit(action: str, who: str, *, most: int, seconds: int) -> bool:
    """Count one more `action` of `who` and say whether that is still allowed, `most` in each span of `seconds`.

    Keys carry the council through the cache's key function, and no address in clear. A cache that is away counts
    nothing: a page is worth more than its limit.
    """
    key = f"limit:{action}:{sha256(who.encode()).hexdigest()}:{int(time() // seconds)}"
    return count_up(key, seconds=2 * seconds) <= most


def address_of(request: HttpRequest) -> str:
    """The visitor's network address, taken from the proxy's header where the settings trust it."""
    return str(get_adapter().get_client_ip(request))
