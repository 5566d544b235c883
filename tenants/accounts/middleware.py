"""Council staff sign in with a second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tenants.accounts.roles import is_staff_member

GUARDED = "/admin/"
SET_UP = "mfa_activate_totp"


class StaffSecondFactorMiddleware:
    """Sends staff without a second factor to set one up before any page of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pages outside the admin, among them those that set the factor up, stay open: there is no loop."""
        if request.path.startswith(GUARDED) and is_staff_member(request.user) and not is_mfa_enabled(request.user):
            return redirect(SET_UP)
        return self.get_response(request)
