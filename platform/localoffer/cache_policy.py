"""How long browsers and proxies may keep an answer, decided in one place by what kind of answer it is."""

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NOT_KEPT: Final = "no-store"
NOT_KEPT_AT_ALL: Final = "private, no-store"
ASKED_ANEW: Final = "private, max-age=0, must-revalidate"
KEPT_STATUSES: Final = frozenset({200, 304})


class CachePolicyMiddleware:
    """States `Cache-Control` on every answer.

    Redirects, refusals and faults aren't kept: what is hidden, merged or busy now may be back in a minute, and browsers
    keep a 301, 404 or 410 without being told to. Neither is what a signed-in person reads. Other pages are the
    visitor's own, as an address may hold a postcode, and are asked for anew each time: an unchanged one is 304 by its
    ETag. A view whose answer is the same for all, such as a picture's, says `public`; a stricter one says `no-store`.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and say how long that holds."""
        response = self.get_response(request)
        response["Cache-Control"] = _policy(request, response)
        return response


def _policy(request: HttpRequest, response: HttpResponse) -> str:
    stated = response.get("Cache-Control", "")
    if "no-store" in stated:
        return stated
    if response.status_code not in KEPT_STATUSES or request.method not in {"GET", "HEAD"}:
        return NOT_KEPT
    if "public" in stated:
        return stated
    return NOT_KEPT_AT_ALL if _is_signed_in(request, response) else stated or ASKED_ANEW


def _is_signed_in(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the answer is to somebody with a session: only those who sign in or are about to have one."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
