"""A council that isn't live yet shows its pages to its own people alone, and search engines are told to keep out."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tenants.accounts.roles import is_staff_member

OPEN_ROUTES: Final = ("admin/", "accounts/", "provider/", "mail/", "still-correct/", "_util/")
"""What asks for a sign-in itself, and what mailed links open."""
OPEN_NAMES: Final = frozenset({"council-css", "council-logo", "robots", "security-txt"})
API: Final = "/api/"
WORDS: Final = "This Local Offer is not open yet."


class PreparingMiddleware:
    """Answers 503 for everybody but the council's own people until a manager goes live (`cms.branding.services`)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Every answer of such a council says that no search engine keeps it."""
        response = self.get_response(request)
        if _is_preparing(request):
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *args: Any) -> HttpResponse | None:
        """Asked by the route that Django resolved, as the admin's gate is."""
        if not _is_preparing(request) or request.resolver_match is None:
            return None
        match = request.resolver_match
        if match.route.startswith(OPEN_ROUTES) or match.url_name in OPEN_NAMES or is_staff_member(request.user):
            return None
        if request.path.startswith(API):
            response: HttpResponse = JsonResponse({"errors": {"council": WORDS}}, status=503)
        else:
            response = render(request, "branding/not_open.html", status=503)
        response["Cache-Control"] = "private, no-store"
        return response


def _is_preparing(request: HttpRequest) -> bool:
    council = getattr(request, "council", None)
    return council is not None and council.preparing
