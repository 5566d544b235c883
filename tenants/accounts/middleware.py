"""Council staff sign in with a second factor, and commissioners see reports alone."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tenants.accounts.roles import is_staff_member, only_reads_reports

GUARDED = "/admin/"
SET_UP = "mfa_activate_totp"
REPORTS = "/admin/search-analytics/"
OPEN_TO_REPORT_READERS = (REPORTS, "/admin/account/", "/admin/logout/", "/admin/sprite", "/admin/jsi18n")
"""The reports, the reader's own account, and what every page of the admin loads."""


class StaffSecondFactorMiddleware:
    """Sends staff without a second factor to set one up before any page of the admin, and refuses everyone else there.

    Wagtail would send a signed-in provider to the sign-in page, which sends them back: a loop.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pages outside the admin, among them those that set the factor up, stay open: there is no loop."""
        if request.path.startswith(GUARDED) and request.user.is_authenticated:
            if not is_staff_member(request.user):
                raise PermissionDenied("The admin is for the council's staff.")
            if not is_mfa_enabled(request.user):
                return redirect(SET_UP)
            if only_reads_reports(request.user) and not request.path.startswith(OPEN_TO_REPORT_READERS):
                return _to_reports(request)
        return self.get_response(request)


def _to_reports(request: HttpRequest) -> HttpResponse:
    """The admin's home leads to the reports; every other page is refused, whatever a room's own views would say."""
    if request.path == GUARDED:
        return redirect(REPORTS)
    raise PermissionDenied("This is not part of the reports.")
