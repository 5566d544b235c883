"""Who a request is from: the person who signed in, the network address, and the page of ours that led to it."""

from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.http import HttpRequest

from tenants.accounts.models import User
from tenants.councils.networks import visitors_address


class SignedInRequest(HttpRequest):
    """What views behind a sign-in take: its user is never anonymous."""

    user: User


def address_of(request: HttpRequest) -> str:
    """The visitor's network address, as the proxies of `TRUSTED_PROXIES` say; allauth takes it from here too."""
    return visitors_address(
        peer=request.META.get("REMOTE_ADDR", ""),
        forwarded=request.headers.get("X-Forwarded-For", ""),
        trusted=settings.TRUSTED_PROXIES,
    )


def page_before(request: HttpRequest) -> SplitResult | None:
    """The page of this host that led here, as the browser says; None for another host's and for what can't be read, or
    would lead to another host as a path."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return None
    return before if before.netloc == request.get_host() and not before.path.startswith("//") else None
