"""Whose searches count: families' alone."""

import re
from typing import Final

from django.conf import settings
from django.http import HttpRequest

_MACHINE: Final = re.compile(
    r"(?<!cu)bot\b|bot[/;_-]|crawl|spider|slurp|scrap|monitor|preview|fetch|headless|lighthouse|facebookexternalhit|whatsapp|"
    r"curl|wget|python|java/|go-http|okhttp|axios|node|libwww|httpclient|uptime|pingdom|scan",
    re.IGNORECASE,
)


def is_a_family(request: HttpRequest) -> bool:
    """Whether a page was asked for by a person who isn't signed in, in a browser, to read it.

    Only staff and providers sign in. Without the session's cookie nobody asks who it is, so no cookie header varies.
    """
    if request.method != "GET" or "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return False
    browser = request.headers.get("User-Agent", "")
    if not browser or _MACHINE.search(browser):
        return False
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated
