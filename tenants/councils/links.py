"""Links that leave the site, in mail and feeds, are on the council's own host."""

from urllib.parse import urlsplit

from django.conf import settings

from tenants.councils.models import Council
from tenants.councils.scope import current_council


def absolute_url(path: str, council: Council | None = None) -> str:
    """A full address of a path that starts with `/`, on the given council's host or on the one whose schema is open.

    Raises UnknownCouncil when neither is there.
    """
    host = (council or current_council()).domain
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}{path}"


def is_own_url(url: str) -> bool:
    """Whether a full address is on the open council's own host, and nothing but an address."""
    return url.startswith(absolute_url("/")) and url.isprintable() and " " not in url


def on_own_host(url: str) -> str:
    """The path and query of a full address, on the open council's own host: a library makes addresses of the request's
    Host header, which anybody writes."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return absolute_url(f"{parts.path or '/'}{query}")
