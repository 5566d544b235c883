"""Council staff sign in with a second factor; commissioners and partner reviewers see their own pages alone."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tenants.accounts.roles import COMMISSIONER, PARTNER, is_staff_member, outside_roles

GUARDED = "admin/"
SET_UP = "mfa_activate_totp"
ROLE_PAGES = {
    COMMISSIONER: ("admin/search-analytics/", "admin/duties/"),
    PARTNER: ("admin/review/", "admin/duties/"),
}
"""The routes that those see who work outside the council, by role; the first takes the place of the admin's home."""
WORK = {COMMISSIONER: "read the reports", PARTNER: "give second approvals"}
"""What their roles are for, in words."""
OPEN_TO_ALL = ("admin/account/", "admin/logout/", "admin/sprite", "admin/jsi18n")
"""One's own account, and what every page of the admin loads."""


class StaffSecondFactorMiddleware:
    """Sends staff without a second factor to set one up before any page of the admin, and refuses everyone else there.

    Wagtail would send a signed-in provider to the sign-in page, which sends them back: a loop.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Goes on; who may is asked of the view that the address leads to."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], *args: Any) -> HttpResponse | None:
        """Asked by the route that Django resolved, so that however an address is written its view has one gate.

        Pages outside the admin, among them those that set the factor up, stay open: there is no loop.
        """
        route = request.resolver_match.route if request.resolver_match else GUARDED
        if not route.startswith(GUARDED) or not request.user.is_authenticated:
            return None
        if not is_staff_member(request.user):
            raise PermissionDenied("This part is for people who work at the council.")
        if not is_mfa_enabled(request.user):
            return redirect(SET_UP)
        if outside := outside_roles(request.user):
            pages = tuple(page for role, own in ROLE_PAGES.items() if role in outside for page in own)
            if not route.startswith((*pages, *OPEN_TO_ALL)):
                return _to_own_pages(route, pages[0], outside)
        return None


def _to_own_pages(route: str, first: str, roles: frozenset[str]) -> HttpResponse:
    """The admin's home leads to the person's own pages; every other page is refused, whatever its view would say."""
    if route == GUARDED:
        return redirect(f"/{first}")
    work = " and ".join(words for role, words in WORK.items() if role in roles)
    raise PermissionDenied(
        f"This page is for people who work at the council. Your role is to {work}. "
        "If that has changed, ask the council’s manager."
    )
