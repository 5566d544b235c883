"""How the list of sessions names a browser and a network."""

import ipaddress
import re
from typing import Final

from django import template

from tenants.accounts.receivers import KEPT_BITS

register = template.Library()

BROWSERS: Final = {
    "Edge": r"Edg(e|A|iOS)?/",
    "Opera": r"OPR/",
    "Samsung Internet": r"SamsungBrowser/",
    "Firefox": r"(Firefox|FxiOS)/",
    "Chrome": r"(Chrome|CriOS|Chromium)/",
    "Safari": r"Safari/",
}
"""The first that fits: each later one's name is in the earlier ones' words too."""
SYSTEMS: Final = {
    "an iPad": r"iPad",
    "an iPhone": r"iPhone",
    "Android": r"Android",
    "Windows": r"Windows",
    "a Chromebook": r"CrOS",
    "a Mac": r"Macintosh|Mac OS",
    "Linux": r"Linux",
}


@register.filter
def device(user_agent: str) -> str:
    """A browser and what it runs on, in words: "Firefox on Windows"."""
    browser = _first(BROWSERS, user_agent) or "A browser"
    system = _first(SYSTEMS, user_agent)
    return f"{browser} on {system}" if system else browser


@register.filter
def network(address: str) -> str:
    """The part of a network address that is kept."""
    version = ipaddress.ip_address(address).version
    mark, bits = (".", 8) if version == 4 else (":", 16)
    return mark.join(address.split(mark)[: KEPT_BITS[version] // bits])


def _first(kinds: dict[str, str], words: str) -> str:
    return next((name for name, pattern in kinds.items() if re.search(pattern, words)), "")
